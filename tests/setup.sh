#!/usr/bin/env bash
# Installs what Takeup needs beside Rust, a C compiler and make. Running it again costs next to nothing.
#
#   tests/setup.sh window   the libraries that a window opens while it runs
#   tests/setup.sh test     these, the tools of the tests, and below target/ the two official SDKs and the schemas of
#                           Kubernetes
#   tests/setup.sh package  what makes packages of Takeup, and what installs and uses them in clean systems
#
# Packages are installed on Debian and Ubuntu, for root or with a sudo that asks for no password. Everywhere else
# it says what is missing and ends with 1.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()

package() {
    local name
    for name in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
    done
}

# A program counts however it came here.
program() {
    command -v "$1" >/dev/null || missing+=("$2")
}

window_packages() {
    package libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libegl1 libgl1-mesa-dri
}

test_packages() {
    # Pictures without a graphics card, and Korean, Japanese, Chinese, Hindi and Thai in them.
    package libvulkan1 mesa-vulkan-drivers fonts-noto-cjk fonts-lohit-deva fonts-tlwg-loma-ttf
    # A display of its own, a window manager, a mouse, a camera, something that reads properties, and something to drag
    # from.
    package xvfb openbox xdotool x11-utils imagemagick python3-gi gir1.2-gtk-3.0
    # What a screen reader reads the window by.
    package at-spi2-core gir1.2-atspi-2.0
    # A browser in which a person connects a Google Drive.
    program chromium chromium
    # Videos of every kind to look into.
    program ffmpeg ffmpeg
    # The digest of a file as everybody else makes it.
    program b3sum b3sum
    # A shell that reads quotes in its own way.
    program fish fish
    # Certificates of servers.
    program openssl openssl
    # What stores of programs say of a desktop entry and its description.
    program desktop-file-validate desktop-file-utils
    program appstreamcli appstream
    # What reads the examples for systemd and Slurm.
    program systemd-analyze systemd
    program shellcheck shellcheck
    # A terminal that can be made wider and narrower.
    program tmux tmux
    # A proxy as companies have it.
    program tinyproxy tinyproxy
    # What runs the console on many machines.
    program parallel parallel
    # What releases are signed with.
    program minisign minisign
    # A keyring of its own.
    package dbus gnome-keyring libsecret-tools
    # The official SDKs.
    package python3 python3-venv
    program node nodejs
    program npm npm
}

package_packages() {
    package musl-tools desktop-file-utils appstream lintian rpm debootstrap debian-archive-keyring xvfb xdotool imagemagick file
}

install_packages() {
    [ "${#missing[@]}" -gt 0 ] || return 0
    local sudo=()
    if [ "$(id -u)" != 0 ]; then
        sudo=(sudo)
        if ! sudo -n true 2>/dev/null; then
            printf 'Some packages are missing. Type this, then try again:\n\n' >&2
            printf '  sudo apt-get update && sudo apt-get install -y --no-install-recommends %s\n\n' \
                "${missing[*]}" >&2
            exit 1
        fi
    fi
    echo "Installing ${missing[*]}"
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
    ${sudo[@]+"${sudo[@]}"} "${apt[@]}" update
    ${sudo[@]+"${sudo[@]}"} "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null
}

# Where there is no apt, the programs are looked for, and their owner installs them.
test_programs() {
    if [ "$(uname)" = Linux ]; then
        local name
        for name in systemd-analyze shellcheck tmux tinyproxy parallel minisign Xvfb openbox xdotool xprop import dbus-daemon gnome-keyring-daemon secret-tool chromium; do
            program "$name" "$name"
        done
    fi
    case "$(uname)" in MINGW* | MSYS*) ;; *) program b3sum b3sum; program fish fish ;; esac
    program "$python" "$python"
    program ffmpeg ffmpeg
    program openssl openssl
    program node node
    program npm npm
    if [ "${#missing[@]}" -gt 0 ]; then
        echo "These programs are missing; install them, then try again: ${missing[*]}" >&2
        exit 1
    fi
}

find_python() {
    python=python3 venv_python=bin/python
    case "$(uname)" in
    # The packages above belong to the system's Python, whatever a version manager puts before it.
    Linux) if [ -x /usr/bin/python3 ]; then python=/usr/bin/python3; fi ;;
    MINGW* | MSYS*) python=python venv_python=Scripts/python.exe ;;
    esac
}

python_sdk() {
    local wanted=tests/sdk/requirements.txt home=target/sdk-py
    if cmp -s "$wanted" "$home/installed.txt" && "$home/$venv_python" -c '' 2>/dev/null; then
        return 0
    fi
    echo 'Installing the Python SDK and the schemas of Kubernetes below target/sdk-py'
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
        echo "The tests of the Python SDK need Python 3.10 or newer; this is $("$python" --version)." >&2
        exit 1
    fi
    rm -rf "$home"
    "$python" -m venv "$home"
    "$home/$venv_python" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$wanted"
    cp "$wanted" "$home/installed.txt"
}

node_sdk() {
    local wanted=tests/sdk/package-lock.json home=target/sdk-node
    cmp -s "$wanted" "$home/installed.json" && return 0
    echo 'Installing the Node SDK below target/sdk-node'
    if ! node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'; then
        echo "The tests of the Node SDK need Node 18 or newer; this is $(node --version)." >&2
        exit 1
    fi
    rm -rf "$home"
    mkdir -p "$home"
    cp tests/sdk/package.json "$wanted" "$home/"
    (cd "$home" && npm ci --silent --no-audit --no-fund --ignore-scripts)
    cp "$wanted" "$home/installed.json"
}

case "${1:-}" in
window)
    if command -v apt-get >/dev/null; then
        window_packages
        install_packages
    fi
    ;;
package)
    package_packages
    install_packages
    ;;
test)
    if command -v apt-get >/dev/null; then
        window_packages
        test_packages
        install_packages
        find_python
    else
        find_python
        test_programs
    fi
    python_sdk
    node_sdk
    ;;
*)
    echo 'usage: tests/setup.sh window|test|package' >&2
    exit 2
    ;;
esac
