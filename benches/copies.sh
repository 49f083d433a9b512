#!/usr/bin/env bash
# What a smaller copy saves: bytes and time to ready of a film of two minutes, as it is and as a copy, on lines of 20
# and 100 Mbit/s, each beside its estimate. It needs ffmpeg, and takeup-cli at the path that is given.
#
#   benches/copies.sh target/release/takeup-cli
set -euo pipefail
cli=$(realpath "$1")
work=$(mktemp -d)
trap 'kill "$sandbox" 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
ffmpeg -hide_banner -loglevel error -f lavfi -i testsrc2=size=1920x1080:rate=30:duration=10 \
    -f lavfi -i sine=frequency=440:duration=10 -vf noise=alls=12:allf=t -c:v libx264 -preset veryfast -b:v 12M \
    -pix_fmt yuv420p -c:a aac part.mp4
ffmpeg -hide_banner -loglevel error -stream_loop 11 -i part.mp4 -c copy -movflags +faststart film.mp4
"$cli" sandbox > sandbox.txt &
sandbox=$!
until grep -q '^key ' sandbox.txt; do sleep 0.1; done
field() { sed -n "s/^$1 //p" sandbox.txt; }
export TWELVELABS_BASE_URL TWELVE_LABS_API_KEY
TWELVELABS_BASE_URL=$(field url)
TWELVE_LABS_API_KEY=$(field key)
upload() { "$cli" upload --json --if-exists again --data-dir "data-$1-$2" --copy "$2" "${@:3}" film.mp4; }
number() { grep -o "\"$1\":[0-9]*" | cut -d: -f2; }
printf '%-12s %-10s %12s %12s %9s %9s\n' line copy bytes estimate seconds estimate
for mbit in 20 100; do
    # Nobody has measured the line, so this tells what copies would be and sends the film as it is.
    upload "$mbit" auto > estimates.json
    for copy in original 720p 360p; do
        begin=$(date +%s.%N)
        upload "$mbit" "$copy" --limit-rate "$(echo "scale=3; $mbit * 1000000 / 8 / 1048576" | bc)" > out.json
        end=$(date +%s.%N)
        bytes=$(grep '"event":"done"' out.json | number bytes)
        told=$bytes takes=0
        if [ "$copy" != original ]; then
            estimate=$(grep '"event":"estimate"' estimates.json | grep "\"copy\":\"$copy\"")
            told=$(number bytes <<< "$estimate") takes=$(number milliseconds <<< "$estimate")
        fi
        printf '%-12s %-10s %12s %12s %9.1f %9.1f\n' "$mbit Mbit/s" "$copy" "$bytes" "$told" \
            "$(echo "$end - $begin" | bc)" "$(echo "scale=3; $takes / 1000 + $told * 8 / $mbit / 1000000" | bc)"
    done
done
