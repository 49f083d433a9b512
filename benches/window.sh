#!/usr/bin/env bash
# Measures what the window costs on a display of its own: the time until its first frame, beside an empty window of the
# same toolkit; what it does while nothing happens; and its memory.
#
#   benches/window.sh [TAKEUP EMPTY]      release builds, unless others are named
#
# A window is shown once its first frame is painted, so the time until it is there is the time until that frame. The
# display has no graphics card: the processor paints, and its memory counts too. Needs Xvfb and xdotool.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ $# -eq 0 ]; then
    cargo build --locked --release --quiet
    cargo build --locked --release --quiet -p takeup-benches --example empty
fi
takeup=${1:-target/release/takeup} empty=${2:-target/release/examples/empty}
data=$(mktemp -d "${TMPDIR:-/tmp}/takeup-window.XXXXXX")
exec 3>"$data/display"
Xvfb -displayfd 3 -screen 0 1400x1000x24 -nolisten tcp -noreset 2>"$data/xvfb" &
xvfb=$! running=
down() {
    [ -z "$running" ] || kill "$running" 2>/dev/null || true
    kill "$xvfb" || true
    wait || true
    rm -rf "$data"
}
trap down EXIT
until [ -s "$data/display" ]; do sleep 0.05; done
DISPLAY=:$(cat "$data/display") XDG_RUNTIME_DIR=$data LIBGL_ALWAYS_SOFTWARE=1
export DISPLAY XDG_RUNTIME_DIR LIBGL_ALWAYS_SOFTWARE
unset WAYLAND_DISPLAY TWELVE_LABS_API_KEY

# opened COMMAND…: starts it; $took is how many milliseconds later its window is there.
opened() {
    local begun=${EPOCHREALTIME/./}
    "$@" >"$data/log" 2>&1 &
    running=$!
    until window=$(xdotool search --onlyvisible --pid "$running" 2>/dev/null | tail -1) && [ -n "$window" ]; do
        kill -0 "$running" 2>/dev/null || { cat "$data/log" >&2; exit 1; }
    done
    took=$(((${EPOCHREALTIME/./} - begun) / 1000))
}

closed() {
    kill "$running"
    wait "$running" || true
    running=
}

# first NAME COMMAND…: the median of seven first frames, after one that fills the caches of the system.
first() {
    local name=$1 times
    shift
    times=$(for _ in 0 1 2 3 4 5 6 7; do
        opened "$@"
        echo "$took"
        closed
    done | tail -7 | sort -n | sed -n 4p)
    printf '| %-44s | %8s ms |\n' "first frame: $name" "$times"
}

# What the program has had of the processor, in hundredths of a second.
used() { awk '{ print $14 + $15 }' "/proc/$running/stat"; }

# still STATE: what it takes of the processor in 30 seconds, and its memory.
still() {
    sleep 3
    local before
    before=$(used)
    sleep 30
    printf '| %-44s | %8s ms |\n' "30 s of $1" "$((($(used) - before) * 10))"
    printf '| %-44s | %8s MB |\n' "memory at $1" "$(awk '/VmRSS/ { printf "%.0f", $2 / 1000 }' "/proc/$running/status")"
}

printf '| %-44s | %11s |\n|---|--:|\n' 'Window' ''
first 'an empty window' "$empty"
first 'Takeup' "$takeup" --data-dir "$data/first"
opened "$takeup" --data-dir "$data/first"
still 'the first run'
closed
opened "$takeup" --sandbox --data-dir "$data/practice" assets/sample.mp4
sleep 10
still 'a finished upload'
xdotool windowfocus "$window"
for page in 2:Assets 3:Tasks 4:Indexes 5:Stores 6:Watched comma:Settings; do
    xdotool key "ctrl+${page%%:*}"
    still "${page#*:}"
done
