#!/usr/bin/env bash
# Makes Takeup.app for both kinds of Mac, a disk image with it, and the SBOMs, in target/dist. Runs on macOS only.
#
# It is signed and notarised if these are set; without them, it has an ad-hoc signature, and a person has to allow it.
#   MACOS_SIGNING_IDENTITY           "Developer ID Application: …", in a keychain that is unlocked
#   MACOS_NOTARY_PROFILE             a profile that `xcrun notarytool store-credentials` made
#   MACOS_NOTARY_KEYCHAIN            the keychain that it is in
set -euo pipefail
cd "$(dirname "$0")/../.."

version=$(packaging/version.sh)
made=target/package
dist=target/dist
image=$made/image
app=$image/Takeup.app
export MACOSX_DEPLOYMENT_TARGET=11.0

rm -rf "$made"
mkdir -p "$app/Contents/MacOS" "$app/Contents/Resources" "$made/Takeup.iconset" "$dist"

for arch in x86_64 aarch64; do
    cargo build --locked --release -p takeup --target "$arch-apple-darwin"
    cargo build --locked --release -p takeup-cli --target "$arch-apple-darwin"
done
for program in takeup takeup-cli; do
    lipo -create -output "$app/Contents/MacOS/$program" target/{x86_64,aarch64}-apple-darwin/release/"$program"
done

cargo run --locked --quiet -p takeup-packaging -- icons "$made/icons"
cargo run --locked --quiet -p takeup-packaging -- pages "$made/pages"
cargo run --locked --quiet -p takeup-packaging -- licences "$app/Contents/Resources/third-party-licenses.txt"
for size in 16 32 128 256 512; do
    cp "$made/icons/${size}x$size/apps/io.takeup.Takeup.png" "$made/Takeup.iconset/icon_${size}x$size.png"
    twice=$((size * 2))
    cp "$made/icons/${twice}x$twice/apps/io.takeup.Takeup.png" "$made/Takeup.iconset/icon_${size}x$size@2x.png"
done
iconutil -c icns -o "$app/Contents/Resources/Takeup.icns" "$made/Takeup.iconset"
# macOS compares numbers only.
sed "s/@VERSION@/$version/; s/@NUMBERS@/${version%%-*}/" packaging/macos/Info.plist >"$app/Contents/Info.plist"
plutil -lint "$app/Contents/Info.plist"
cp LICENSE-MIT LICENSE-APACHE "$app/Contents/Resources/"
cp -R "$made/pages/man" "$made/pages/bash-completion" "$made/pages/zsh" "$made/pages/fish" "$app/Contents/Resources/"

identity=${MACOS_SIGNING_IDENTITY:--}
signed=(codesign --force --options runtime --sign "$identity")
if [ "$identity" != - ]; then signed+=(--timestamp); fi
"${signed[@]}" "$app/Contents/MacOS/takeup-cli"
"${signed[@]}" "$app"
codesign --verify --strict --verbose=2 "$app"

ln -s /Applications "$image/Applications"
dmg=$dist/takeup-$version-macos-universal.dmg
# What indexes disks can hold the new image for a moment.
for attempt in 1 2 3; do
    if hdiutil create -volname Takeup -srcfolder "$image" -fs HFS+ -format UDZO -ov "$dmg"; then break; fi
    [ "$attempt" != 3 ]
    sleep 10
done
if [ "$identity" != - ]; then codesign --force --timestamp --sign "$identity" "$dmg"; fi
if [ -n "${MACOS_NOTARY_PROFILE:-}" ]; then
    notary=(--keychain-profile "$MACOS_NOTARY_PROFILE" --keychain "$MACOS_NOTARY_KEYCHAIN")
    xcrun notarytool submit --wait "${notary[@]}" "$dmg" | tee "$made/notary.txt"
    # A refused image is an answer like any other for this program: its reasons are in the log.
    if ! grep -q 'status: Accepted' "$made/notary.txt"; then
        id=$(awk '/^ *id:/ { print $2; exit }' "$made/notary.txt")
        xcrun notarytool log "${notary[@]}" "$id"
        exit 1
    fi
    xcrun stapler staple "$dmg"
fi

for arch in x86_64 aarch64; do packaging/sbom.sh "$arch-apple-darwin" "macos-$arch"; done

# What a person does with it: the console of the app uploads to the practice platform.
"$app/Contents/MacOS/takeup-cli" upload --sandbox --data-dir "$made/smoke" assets/sample.mp4
# The half for older Macs, where this one can run it.
if arch -x86_64 /usr/bin/true 2>/dev/null; then arch -x86_64 "$app/Contents/MacOS/takeup-cli" --version; fi
