#!/usr/bin/env bash
# Fills the manifests of winget, Scoop, Homebrew, Flathub and the AUR with the version, the address and the checksums of a
# release, and writes them to target/manifests.
#
#   packaging/manifests.sh SHA256SUMS
#
# The address is that of the repository in Cargo.toml.
set -euo pipefail
cd "$(dirname "$0")/.."

sums=$1
version=$(packaging/version.sh)
of() { sed -n "/^\[workspace.package\]/,/^$/s/^$1 = \"\(.*\)\"$/\1/p" Cargo.toml; }
repository=$(of repository)
homepage=$(of homepage)

script="s|@VERSION@|$version|g; s|@URL@|$repository/releases/download/v$version|g
s|@HOMEPAGE@|$homepage|g; s|@REPOSITORY@|$repository|g"
while read -r sum file; do
    script+=$'\n'"s|@SHA256:${file#\*}@|$sum|g"
done <"$sums"

rm -rf target/manifests
cp -r packaging/manifests target/manifests
find target/manifests -type f -exec sed -i.old "$script" {} +
find target/manifests -name '*.old' -delete
if grep -rn '@[A-Z0-9]*[:@]' target/manifests; then
    echo 'These files of the release are missing.' >&2
    exit 1
fi
