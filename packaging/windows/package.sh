#!/usr/bin/env bash
# Makes the installer, the portable zip and the SBOMs in target/dist. Runs in the bash of Git for Windows, with makensis
# in the path.
# The programs are built; if WINDOWS_SIGNING_THUMBPRINT is set, they and the installer are signed with that certificate
# of the user's store.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=$(packaging/version.sh)
made=target/package
dist=target/dist
portable=takeup-$version-windows-x86_64-portable

sign() {
    [ -n "${WINDOWS_SIGNING_THUMBPRINT:-}" ] || return 0
    local signtool
    signtool=$(find '/c/Program Files (x86)/Windows Kits/10/bin' -path '*/x64/signtool.exe' | sort | tail -1)
    MSYS2_ARG_CONV_EXCL='*' "$signtool" sign /sha1 "$WINDOWS_SIGNING_THUMBPRINT" /fd SHA256 \
        /tr http://timestamp.digicert.com /td SHA256 "$@"
}

rm -rf "$made"
mkdir -p "$made/$portable" "$dist"
cargo run --locked --quiet -p takeup-packaging -- pages "$made"
cargo run --locked --quiet -p takeup-packaging -- licences "$made/third-party-licenses.txt"
sign target/release/takeup.exe target/release/takeup-cli.exe

makensis -V2 "-DVERSION=$version" '-DPROGRAMS=target\release' '-DDIST=target\dist' packaging/windows/takeup.nsi
sign "$dist/takeup-$version-windows-x86_64-setup.exe"

cp target/release/takeup.exe target/release/takeup-cli.exe README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE \
    "$made/third-party-licenses.txt" "$made/powershell/_takeup-cli.ps1" "$made/$portable/"
(cd "$made" && 7z a -tzip -mx=9 "../dist/$portable.zip" "$portable")
packaging/sbom.sh x86_64-pc-windows-msvc windows-x86_64

# Installed for this user, used, and removed again; the installer waits for nobody.
home=$(cygpath "$LOCALAPPDATA")/Programs/Takeup
MSYS2_ARG_CONV_EXCL='*' "$dist/takeup-$version-windows-x86_64-setup.exe" /S
"$home/takeup-cli.exe" upload --sandbox --data-dir "$made/smoke" assets/sample.mp4
MSYS2_ARG_CONV_EXCL='*' "$home/uninstall.exe" /S
for _ in $(seq 30); do [ -e "$home/takeup-cli.exe" ] || break; sleep 1; done
[ ! -e "$home/takeup-cli.exe" ]
