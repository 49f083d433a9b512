#!/usr/bin/env bash
# Makes what a release holds for this system, in target/dist. `make package` calls it.
#
#   packaging/package.sh all      builds the programs, then makes everything below
#   packaging/package.sh linux    from programs that are built: .deb, .rpm, tarballs, the folder of the AppImage, SBOM
#   packaging/package.sh tools    only installs the tools, of the versions below
#   packaging/package.sh sums     the checksums of all that lies in target/dist
#
# The tarball of the console holds a static program, if this Rust has the musl target and there is a musl-gcc. Without
# them it is left out; STATIC=required makes that an error, as for a release. A part of the path to the programs may be
# set as cargo does it, by CARGO_TARGET_DIR.
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(packaging/version.sh)
programs=${CARGO_TARGET_DIR:-target}
made=target/package
dist=target/dist
musl=x86_64-unknown-linux-musl
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}

# One tool for each format. cargo-packager makes several, but fetches others without a checksum to do so.
tools() {
    cargo deb --version 2>/dev/null | grep -qF 3.8.0 || cargo install --locked --version 3.8.0 cargo-deb
    cargo generate-rpm --version 2>/dev/null | grep -qF 0.21.1 || cargo install --locked --version 0.21.1 cargo-generate-rpm
    packaging/sbom.sh tools
}

has_musl() {
    command -v musl-gcc >/dev/null && [ -d "$(rustc --print sysroot)/lib/rustlib/$musl" ]
}

without_static() {
    echo "There is no static program. It needs the target $musl of Rust, and musl-gcc." >&2
    [ "${STATIC:-}" != required ] || exit 1
}

build() {
    has_musl || without_static
    # Apart, so that neither program gets features that only the other one asks for.
    cargo build --locked --release -p takeup
    cargo build --locked --release -p takeup-cli
    if has_musl; then cargo build --locked --release -p takeup-cli --target "$musl"; fi
}

# What packages hold beside the programs.
beside() {
    rm -rf "$made"
    mkdir -p "$made"
    cargo run --locked --quiet -p takeup-packaging -- pages "$made"
    cargo run --locked --quiet -p takeup-packaging -- icons "$made/icons"
    cargo run --locked --quiet -p takeup-packaging -- licences "$made/third-party-licenses.txt"
    # macOS alone has use for it.
    rm -r "$made/icons/1024x1024"
    gzip -9n "$made"/man/man1/*.1
    gzip -9nc packaging/linux/takeup.1 >"$made/takeup.1.gz"
    changelog >"$made/changelog"
}

# Debian's own format, so that its tools show what is new before an upgrade.
changelog() {
    printf 'takeup (%s) stable; urgency=medium\n\n' "$version"
    awk '/^## /{n++} n==1 && /^- /' CHANGELOG.md | fold -sw 74 | sed 's/^- /  * /; t; s/^/    /'
    printf '\n -- The Takeup authors <packages@takeup.io>  %s\n' "$(date -uRd "@$SOURCE_DATE_EPOCH")"
}

# The folders of a system below /usr, for the tarball and the AppImage.
unpacked() {
    local usr=$1
    install -Dm755 -t "$usr/bin" "$programs/release/takeup" "$programs/release/takeup-cli"
    install -Dm644 -t "$usr/share/applications" packaging/linux/io.takeup.Takeup.desktop
    install -Dm644 -t "$usr/share/metainfo" packaging/linux/io.takeup.Takeup.metainfo.xml
    install -Dm644 -t "$usr/share/icons/hicolor/scalable/apps" packaging/linux/io.takeup.Takeup.svg
    cp -r "$made/icons/." "$usr/share/icons/hicolor/"
    cp -r "$made/man" "$made/bash-completion" "$made/zsh" "$made/fish" "$usr/share/"
    install -Dm644 -t "$usr/share/man/man1" "$made/takeup.1.gz"
    install -Dm644 -t "$usr/share/doc/takeup" LICENSE-MIT LICENSE-APACHE "$made/third-party-licenses.txt" CHANGELOG.md
    install -Dm644 -t "$usr/share/doc/takeup/examples" packaging/systemd/*
}

archive() {
    tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$made" -c "$1" |
        gzip -9n >"$dist/$1.tar.gz"
}

linux() {
    tools
    beside
    rm -rf "$dist"
    mkdir -p "$dist"
    local package
    for package in takeup takeup-cli; do
        cargo deb --locked --no-build --quiet -p "$package" -o "$dist"
    done
    cargo generate-rpm --target-dir "$programs" -o "$dist"
    cargo generate-rpm --target-dir "$programs" -p crates/cli -o "$dist"
    unpacked "$made/takeup-$version-linux-x86_64"
    archive "takeup-$version-linux-x86_64"
    if [ -x "$programs/$musl/release/takeup-cli" ]; then
        local console="$made/takeup-cli-$version-linux-x86_64-static"
        install -Dm755 -t "$console" "$programs/$musl/release/takeup-cli"
        cp -r "$made/man" "$made/bash-completion" "$made/zsh" "$made/fish" "$console/"
        install -Dm644 -t "$console" LICENSE-MIT LICENSE-APACHE "$made/third-party-licenses.txt"
        install -Dm644 -t "$console/examples" packaging/systemd/*
        archive "$(basename "$console")"
    else
        without_static
    fi
    unpacked "$made/Takeup.AppDir/usr"
    ln -s usr/bin/takeup "$made/Takeup.AppDir/AppRun"
    cp packaging/linux/io.takeup.Takeup.{desktop,svg} "$made/Takeup.AppDir/"
    packaging/sbom.sh x86_64-unknown-linux-gnu linux-x86_64
    ls -l "$dist"
}

sums() {
    (cd "$dist" && rm -f SHA256SUMS && sha256sum -- * >SHA256SUMS.new && mv SHA256SUMS.new SHA256SUMS)
}

case "${1:-}" in
all) build; linux; sums ;;
linux | tools | sums) "$1" ;;
*) echo 'usage: packaging/package.sh all|linux|tools|sums' >&2; exit 2 ;;
esac
