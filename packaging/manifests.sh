#!/usr/bin/env bash
# Fills the manifests of winget, Scoop, Homebrew, Flathub and the AUR with the version, the address and the checksums of a
# release, and writes them to target/manifests.
#
#   packaging/manifests.sh SHA256SUMS            all of them
#   packaging/manifests.sh SHA256SUMS FOLDER…    only these folders of packaging/manifests
#
# The address is that of the repository in Cargo.toml.
set -euo pipefail
cd "$(dirname "$0")/.."

sums=$1
shift
[ "$#" -gt 0 ] || set -- aur flathub homebrew scoop winget
version=$(packaging/version.sh)
of() { sed -n "/^\[workspace.package\]/,/^$/s/^$1 = \"\(.*\)\"$/\1/p" Cargo.toml; }
repository=$(of repository)
homepage=$(of homepage)

script="s|@VERSION@|$version|g; s|@URL@|$repository/releases/download/v$version|g
s|@HOMEPAGE@|$homepage|g; s|@REPOSITORY@|$repository|g"
while read -r sum file; do
    script+=$'\n'"s|@SHA256:${file#\*}@|$sum|g"
done <"$sums"

# What `makepkg --printsrcinfo` prints. The AUR reads it instead of PKGBUILD, and the two must agree.
srcinfo() (
    local pkgname field values
    # shellcheck source=/dev/null
    . "$1"
    echo "pkgbase = $pkgname"
    for field in pkgdesc pkgver pkgrel url arch license depends optdepends provides conflicts options source sha256sums; do
        values="${field}[@]"
        printf "\t$field = %s\n" "${!values}"
    done
    printf '\npkgname = %s\n' "$pkgname"
)

rm -rf target/manifests
mkdir -p target/manifests
for folder in "$@"; do cp -r "packaging/manifests/$folder" target/manifests/; done
find target/manifests -type f -exec sed -i.old "$script" {} +
find target/manifests -name '*.old' -delete
if grep -rn '@[A-Z0-9]*[:@]' target/manifests; then
    echo 'These files of the release are missing.' >&2
    exit 1
fi
if [ -d target/manifests/aur ]; then srcinfo target/manifests/aur/PKGBUILD >target/manifests/aur/.SRCINFO; fi
