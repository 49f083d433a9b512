#!/usr/bin/env bash
# Installs what `make package` made into clean systems, Debian 12 and 13, and uses it there. Needs root, debootstrap and
# rpm; for the window also Xvfb, xdotool and imagemagick. Everything it makes is below target/prove.
#
#   packaging/prove.sh [SUITE…]
#
# In each system: the version before and its data; the upgrade; the main job on the sandbox, by the console and in the
# window; removal, after which the user's data is still there and nothing of the package is; the tarballs; the static
# program alone in an empty root that cannot be written to. Before that, lintian, and whether the RPMs hold the same
# files as the .debs. The static program is proved if it was made, and in the container if there is podman;
# STATIC=required makes it an error that it was not made.
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(packaging/version.sh)
dist=target/dist
place=$PWD/target/prove
display=:97
tree=

say() { printf '\n== %s\n' "$*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }

inside() { chroot "$tree" "$@"; }
person() { chroot "$tree" su - person -c "$*"; }

leave() {
    local at
    for at in "$place"/*/proc "$place"/*/dev "$place"/*/tmp/.X11-unix "$place"/empty/data "$place"/empty; do
        if mountpoint -q "$at" 2>/dev/null; then umount "$at"; fi
    done
    if [ -n "${xvfb:-}" ]; then kill "$xvfb" 2>/dev/null || true; fi
}

# The files of a package below a folder, without what each format has of its own.
unpack() {
    local package=$1 to=$2
    mkdir -p "$to"
    case "$package" in
    *.deb) dpkg-deb -x "$package" "$to" ;;
    *.rpm)
        rpm --root "$to" --force-debian --dbpath /rpm --nodeps --ignoreos --nosignature -i "$package"
        rm -rf "${to:?}/rpm" "${to:?}/var"
        ;;
    esac
    if [ -d "$to/usr/share/zsh/site-functions" ]; then
        mv "$to/usr/share/zsh/site-functions" "$to/usr/share/zsh/vendor-completions"
    fi
    rm -f "$to"/usr/share/doc/*/{changelog.gz,changelog.Debian.gz,copyright}
}

# The limits that are promised, in bytes.
sizes() {
    local name most size
    say 'Sizes'
    for name in takeup-cli:6000000 takeup:15000000; do
        most=${name#*:}
        size=$(stat -c %s "$dist/${name%:*}_"*.deb)
        echo "${name%:*}: $size bytes"
        [ "$size" -le "$most" ] || fail "${name%:*} is larger than $most bytes"
    done
}

packages() {
    say 'The desktop entry and its description'
    # Here and not where the packages are made: an older appstreamcli does not know every tag.
    desktop-file-validate packaging/linux/io.takeup.Takeup.desktop
    appstreamcli validate --no-net packaging/linux/io.takeup.Takeup.metainfo.xml
    say 'lintian'
    lintian --fail-on error --allow-root --suppress-tags initial-upload-closes-no-bugs "$dist"/*.deb
    local name
    for name in takeup takeup-cli; do
        say "The RPM of $name holds what the .deb holds, and asks for"
        rm -rf "$place/deb" "$place/rpm"
        unpack "$(echo "$dist/${name}_"*.deb)" "$place/deb"
        unpack "$(echo "$dist/$name-${version}-"*.rpm)" "$place/rpm"
        diff -r "$place/deb" "$place/rpm"
        rpm -qp --requires "$dist/$name-${version}-"*.rpm | grep -v '^rpmlib'
    done
}

# A clean system. It is made once and copied for each run.
system() {
    local suite=$1
    mkdir -p "$place"
    if [ ! -d "$place/$suite.clean" ]; then
        say "A clean $suite"
        debootstrap --variant=minbase "$suite" "$place/$suite.new" >"$place/$suite.log"
        mv "$place/$suite.new" "$place/$suite.clean"
    fi
    tree=$place/$suite
    rm -rf --one-file-system "$tree"
    cp -a --reflink=auto "$place/$suite.clean" "$tree"
    mount -t proc proc "$tree/proc"
    mount --bind /dev "$tree/dev"
    mkdir -p "$tree/tmp/.X11-unix"
    mount --bind /tmp/.X11-unix "$tree/tmp/.X11-unix"
    cp /etc/resolv.conf "$tree/etc/" 2>/dev/null || true
    inside useradd -m -s /bin/bash person
    install -Dm644 -o 1000 -g 1000 assets/sample.mp4 "$tree/home/person/sample.mp4"
    cp "$dist"/*.deb "$tree/root/"
    inside apt-get -qq update
}

# The packages of the version before, from the folder that PREVIOUS names. Before the first release, and where no folder is
# named, those of this version under a lower number.
before() {
    local name
    for name in takeup takeup-cli; do
        if [ -n "${PREVIOUS:-}" ]; then
            cp "$(echo "$PREVIOUS/${name}_"*.deb)" "$tree/root/old-$name.deb"
            continue
        fi
        rm -rf "$place/old"
        dpkg-deb -R "$(echo "$dist/${name}_"*.deb)" "$place/old"
        sed -i 's/^Version: .*/Version: 0.0.1-1/' "$place/old/DEBIAN/control"
        dpkg-deb -Zgzip -z1 --root-owner-group -b "$place/old" "$tree/root/old-$name.deb" >/dev/null
    done
    say 'Install the version before, from nothing'
    inside sh -c 'DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /root/old-*.deb' \
        >"$place/install.log" 2>&1 || { tail -20 "$place/install.log"; fail 'install'; }
    inside dpkg-query -W takeup takeup-cli
}

# A journal that an earlier version wrote, and an upload of this person.
data() {
    say 'What an earlier version left, and an upload'
    install -d -m700 -o 1000 -g 1000 "$tree/home/person/earlier"
    install -m600 -o 1000 -g 1000 crates/engine/fixtures/schema_6.sqlite "$tree/home/person/earlier/journal.sqlite"
    install -m600 -o 1000 -g 1000 crates/engine/fixtures/settings_1.toml "$tree/home/person/earlier/settings.toml"
    person takeup-cli upload --sandbox sample.mp4
}

upgrade() {
    say 'Upgrade'
    inside sh -c 'dpkg -i /root/takeup_*.deb /root/takeup-cli_*.deb' | grep -i unpacking
    inside dpkg-query -W takeup takeup-cli
    say 'The receipts of both are there after it'
    person takeup-cli history --sandbox | tee "$place/history"
    grep -q sample.mp4 "$place/history" || fail 'the receipt is gone'
    person takeup-cli history --data-dir earlier | tee "$place/history"
    grep -q interview.mp4 "$place/history" || fail 'the receipt of an earlier version is gone'
}

pages() {
    say 'Main job in the console'
    person takeup-cli upload --sandbox --if-exists again sample.mp4
    test -s "$tree/usr/share/man/man1/takeup-cli-upload.1.gz" || echo 'Man pages are left out in this system'
    inside bash -c '. /usr/share/bash-completion/completions/takeup-cli && complete -p takeup-cli'
}

# The window, on a display of its own: it opens with the sample, and the picture shows it.
window() {
    local suite=$1 program=$2 id data=window-$RANDOM
    say "The window: $program"
    person "DISPLAY=$display $program --sandbox --data-dir $data sample.mp4" >"$place/window.log" 2>&1 &
    local started=$!
    id=$(DISPLAY=$display timeout 60 xdotool search --sync --onlyvisible --class Takeup | head -1)
    DISPLAY=$display xdotool getwindowname "$id"
    sleep 5
    DISPLAY=$display import -window root "$place/$suite-$(basename "$program").png"
    kill -0 "$started" 2>/dev/null || { cat "$place/window.log"; fail 'the window is gone'; }
    # `windowclose` of xdotool destroys the window under its owner, and winit panics then.
    DISPLAY=$display xdotool windowfocus --sync "$id" key ctrl+q
    wait "$started" || { cat "$place/window.log"; fail 'the window did not end well'; }
    if grep -q 'A fault in Takeup' "$place/window.log" || compgen -G "$tree/home/person/$data/crash-*" >/dev/null; then
        cat "$place/window.log"
        fail 'the window ended in a crash'
    fi
}

tarballs() {
    say 'The tarball, with nothing of the packages installed'
    tar -C "$tree/home/person" -xzf "$dist/takeup-$version-linux-x86_64.tar.gz"
    local bin=takeup-$version-linux-x86_64/bin
    person "$bin/takeup-cli" --version
    person "$bin/takeup-cli" upload --sandbox --data-dir tarball sample.mp4
    window "$1" "$bin/takeup"
}

removal() {
    say 'Removal leaves the data of the user, and nothing of the packages'
    local files
    files=$(inside dpkg -L takeup takeup-cli | grep -e '/bin/takeup' -e '[tT]akeup[^/]*$')
    inside dpkg --purge takeup takeup-cli >"$place/purge.log" 2>&1 || { cat "$place/purge.log"; fail 'purge'; }
    local file
    for file in $files; do
        if [ -e "$tree$file" ]; then fail "$file is left"; fi
    done
    find "$tree/home/person/.local/share/takeup" "$tree/home/person/earlier" -name 'journal.sqlite' -printf '%P  %s bytes\n'
    test -s "$tree/home/person/.local/share/takeup/sandbox/journal.sqlite" || fail 'the journal is gone'
}

# As the container has it: the program, the certificates, a folder of its own; the rest cannot be written to.
alone() {
    local static=takeup-cli-$version-linux-x86_64-static root=$place/empty
    if [ ! -f "$dist/$static.tar.gz" ]; then
        say 'There is no static program'
        [ "${STATIC:-}" != required ] || fail "$static.tar.gz is missing"
        return
    fi
    say 'The static program alone: a root without libraries, read-only, as nobody in particular'
    rm -rf --one-file-system "$root"
    mkdir -p "$root/etc/ssl/certs" "$root/data" "$root/videos"
    tar -C "$root" --strip-components=1 -xzf "$dist/$static.tar.gz" "$static/takeup-cli"
    cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
    cp assets/sample.mp4 "$root/videos/"
    chown 65532:65532 "$root/data"
    chmod 700 "$root/data"
    file -b "$root/takeup-cli" | cut -c1-110
    mount --bind "$root" "$root"
    mount -o remount,bind,ro "$root"
    mount -t tmpfs -o uid=65532,gid=65532,mode=700 tmpfs "$root/data"
    env -i XDG_CONFIG_HOME=/data XDG_DATA_HOME=/data HOME=/data \
        "$(command -v chroot)" --userspec=65532:65532 "$root" /takeup-cli upload --sandbox /videos/sample.mp4
    umount "$root/data" "$root"
}

# podman, with what PODMAN_OPTIONS says.
podman_by_options() {
    # shellcheck disable=SC2086
    podman ${PODMAN_OPTIONS:-} "$@"
}

# The last stage of the recipe of the container, with the static program in place of the stage that builds it, and run as
# the recipe says.
container() {
    local static=takeup-cli-$version-linux-x86_64-static built=$place/container image=localhost/takeup-cli-proof
    if ! command -v podman >/dev/null || [ ! -f "$dist/$static.tar.gz" ]; then
        say 'The container is not proved: that takes podman and the static program'
        return
    fi
    say 'The container, by its recipe: nothing writable but its volume, no capability, no network'
    rm -rf "$built"
    mkdir -p "$built/etc/ssl/certs" "$built/licenses"
    mkdir -m 700 "$built/data"
    tar -C "$built" --strip-components=1 -xzf "$dist/$static.tar.gz" "$static/takeup-cli"
    cp /etc/ssl/certs/ca-certificates.crt "$built/etc/ssl/certs/"
    cp LICENSE-APACHE LICENSE-MIT "$built/licenses/"
    podman_by_options build -q --build-context build="$built" -f packaging/container/Containerfile -t "$image" .
    for run in first second; do
        podman_by_options run --rm --read-only --cap-drop ALL --network none --ulimit nofile=4096:4096 \
            --ulimit nproc=4096:4096 -v takeup-proof:/data -v "$PWD/assets:/videos:ro" "$image" \
            upload --sandbox --if-exists again /videos/sample.mp4 || fail "the $run run in the container"
    done
    podman_by_options volume rm -f takeup-proof >/dev/null
}

trap leave EXIT
rm -f "$place"/*.log
mkdir -p "$place" /tmp/.X11-unix
sizes
packages
Xvfb "$display" -screen 0 1280x800x24 -ac >/dev/null 2>&1 &
xvfb=$!
[ "$#" -gt 0 ] || set -- bookworm trixie
for suite in "$@"; do
    say "=== $suite"
    system "$suite"
    before
    data
    upgrade
    pages
    window "$suite" takeup
    removal
    tarballs "$suite"
    umount "$tree/proc" "$tree/dev" "$tree/tmp/.X11-unix"
done
alone
container
say 'All of this holds.'
