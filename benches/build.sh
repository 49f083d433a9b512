#!/usr/bin/env bash
# Measures what building costs, in an empty target folder and with the registry already filled.
#
#   benches/build.sh            every row; takes about half an hour on two cores
#   benches/build.sh dev        without the release builds
#
# Wall and CPU time of each step, one after the other, so that a later step finds what an earlier one built.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo fetch --locked --quiet
CARGO_TARGET_DIR=$(mktemp -d "${TMPDIR:-/tmp}/takeup-build.XXXXXX")
export CARGO_TARGET_DIR
label=src/ui/shell/mod.rs
log=$CARGO_TARGET_DIR.log
trap 'rm -rf "$CARGO_TARGET_DIR" "$log"' EXIT

# measure NAME COMMAND…: one row of the table.
measure() {
    local name=$1 wall cpu crates
    shift
    TIMEFORMAT='%R %U %S'
    if ! { time "$@" >"$log" 2>&1; } 2>"$log.time"; then
        cat "$log" >&2
        exit 1
    fi
    read -r wall cpu < <(awk '{ printf "%.0f %.0f\n", $1, $2 + $3 }' "$log.time")
    crates=$(grep -cE '^ +Compiling ' "$log" || true)
    printf '| %-52s | %6s | %6s | %6s |\n' "$name" "$wall" "$cpu" "$crates"
    rm -f "$log.time"
}

size() {
    printf '| %-52s | %6s MB |\n' "$1" "$(stat -c %s "$CARGO_TARGET_DIR/release/$2" | awk '{ printf "%.1f", $1 / 1e6 }')"
}

printf '| %-52s | %6s | %6s | %6s |\n' 'Step' 'wall s' 'CPU s' 'crates'
printf '|---|---|---|---|\n'
measure 'make demo, no display: the console' cargo build --locked --offline -p takeup-cli
measure 'make demo with a display, after it: the window' cargo build --locked --offline
measure 'make test, after them: compile' cargo test --locked --offline --workspace --exclude takeup-benches --no-run
touch "$label"
measure 'a changed label: the window again' cargo build --locked --offline
rm -rf "$CARGO_TARGET_DIR"
measure 'make demo with a display, from nothing' cargo build --locked --offline
[ "${1:-}" = dev ] && exit
measure 'release, console' cargo build --locked --offline --release -p takeup-cli
measure 'release, window' cargo build --locked --offline --release
printf '\n| %-52s | %9s |\n|---|---|\n' 'Release binary' 'size'
size 'takeup-cli' takeup-cli
size 'takeup' takeup
