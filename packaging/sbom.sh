#!/usr/bin/env bash
# Makes the SBOM (CycloneDX) of each program for one target of Rust, in target/dist.
#
#   packaging/sbom.sh TARGET PLATFORM   takeup-VERSION-PLATFORM.cdx.json, and the same for takeup-cli
#   packaging/sbom.sh tools             only installs the tool, of the version below
set -euo pipefail
cd "$(dirname "$0")/.."

tools() {
    cargo cyclonedx --version 2>/dev/null | grep -qF 0.5.9 || cargo install --locked --version 0.5.9 cargo-cyclonedx
}

sbom() {
    local target=$1 platform=$2 version bom
    version=$(packaging/version.sh)
    bom=takeup-$version-$platform.cdx
    SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
    export SOURCE_DATE_EPOCH
    cargo cyclonedx --quiet --format json --target "$target" --override-filename "$bom"
    mkdir -p target/dist
    mv "$bom.json" "target/dist/takeup-$version-$platform.cdx.json"
    mv "crates/cli/$bom.json" "target/dist/takeup-cli-$version-$platform.cdx.json"
    # Every crate of the workspace gets one.
    find . -name "$bom.json" -not -path './target/*' -delete
}

case "$#:${1:-}" in
1:tools) tools ;;
2:*) tools; sbom "$@" ;;
*) echo 'usage: packaging/sbom.sh TARGET PLATFORM|tools' >&2; exit 2 ;;
esac
