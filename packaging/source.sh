#!/usr/bin/env bash
# The source with every crate it needs, for builds without a network (Flathub, distributions), in target/dist.
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(packaging/version.sh)
name=takeup-$version-vendored
folder=target/package/$name
date=$(git log -1 --format=%ct)

rm -rf "$folder"
mkdir -p "$folder" target/dist
git archive HEAD | tar -x -C "$folder"
# Appended, because the repository has settings of its own.
(cd "$folder" && cargo vendor --locked vendor >>.cargo/config.toml)
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$date" -C target/package -c "$name" |
    xz -T0 -9 >"target/dist/$name.tar.xz"
