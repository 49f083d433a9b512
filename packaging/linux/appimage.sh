#!/usr/bin/env bash
# Makes the AppImage from target/package/Takeup.AppDir, which packaging/package.sh leaves there. It fetches the tool and
# the runtime, and trusts them by their checksums.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=$(packaging/version.sh)
tools=target/appimage

fetch() {
    curl -fsSL --proto '=https' --retry 3 -o "$tools/$1" "$2"
    echo "$3  $tools/$1" | sha256sum -c --quiet -
}

mkdir -p "$tools"
fetch appimagetool https://github.com/AppImage/appimagetool/releases/download/1.9.1/appimagetool-x86_64.AppImage \
    ed4ce84f0d9caff66f50bcca6ff6f35aae54ce8135408b3fa33abfc3cb384eb0
fetch runtime https://github.com/AppImage/type2-runtime/releases/download/20251108/runtime-x86_64 \
    2fca8b443c92510f1483a883f60061ad09b46b978b2631c807cd873a47ec260d
chmod +x "$tools/appimagetool"
image=target/dist/takeup-$version-linux-x86_64.AppImage
# The description is validated before, without a network.
ARCH=x86_64 APPIMAGE_EXTRACT_AND_RUN=1 "$tools/appimagetool" --no-appstream --runtime-file "$tools/runtime" \
    target/package/Takeup.AppDir "$image"
APPIMAGE_EXTRACT_AND_RUN=1 "$image" --version
