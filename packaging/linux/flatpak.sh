#!/usr/bin/env bash
# Builds the Flatpak by its filled manifest from target/dist/takeup-VERSION-vendored.tar.xz, which packaging/source.sh
# makes, installs it for this user and uses it. Needs flatpak-builder, and the net for the runtime.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=$(packaging/version.sh)
archive=takeup-$version-vendored.tar.xz
made=target/flatpak
manifest=target/manifests/flathub/io.takeup.Takeup.yml

mkdir -p "$made"
(cd target/dist && sha256sum "$archive") >"$made/SHA256SUMS"
packaging/manifests.sh "$made/SHA256SUMS" flathub
# The address is there only after the release.
sed -i "s|url: .*/$archive|path: ../../dist/$archive|" "$manifest"

flatpak remote-add --user --if-not-exists flathub https://dl.flathub.org/repo/flathub.flatpakrepo
# FUSE guards the cache, which is not read here. Many containers do not have it.
flatpak-builder --user --install --install-deps-from=flathub --force-clean --disable-cache --disable-rofiles-fuse \
    --state-dir="$made/state" "$made/build" "$manifest"

flatpak run --user io.takeup.Takeup --version
flatpak run --user --command=takeup-cli io.takeup.Takeup \
    upload --sandbox --data-dir "$PWD/$made/smoke" "$PWD/assets/sample.mp4"
