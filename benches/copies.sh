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
    -f lavfi -i sine=frequency=440:duration=10 -vf noise=alls=6:allf=t -c:v libx264 -preset veryfast -b:v 12M \
    -pix_fmt yuv420p -c:a aac part.mp4
ffmpeg -hide_banner -loglevel error -stream_loop 11 -i part.mp4 -c copy -movflags +faststart film.mp4
"$cli" sandbox > sandbox.txt &
sandbox=$!
until grep -q '^key ' sandbox.txt; do sleep 0.1; done
field() { sed -n "s/^$1 //p" sandbox.txt; }
export TWELVELABS_BASE_URL TWELVE_LABS_API_KEY
TWELVELABS_BASE_URL=$(field url)
TWELVE_LABS_API_KEY=$(field key)
bytes_of() { grep "$1" out.json | grep -o '"bytes":[0-9]*' | cut -d: -f2; }
printf '%-12s %-10s %12s %12s %9s %9s\n' line copy bytes estimate seconds estimate
for mbit in 20 100; do
    rate=$(echo "scale=3; $mbit * 1000000 / 8 / 1048576" | bc)
    # Nobody has measured the line, so "auto" tells what copies would be and sends the film as it is.
    for copy in auto 720p 360p; do
        begin=$(date +%s.%N)
        "$cli" upload --json --if-exists again --data-dir "data-$mbit-$copy" --limit-rate "$rate" --copy "$copy" film.mp4 > out.json
        end=$(date +%s.%N)
        bytes=$(bytes_of '"event":"done"')
        if [ "$copy" = auto ]; then
            cp out.json estimates.json
            told=$bytes takes=0
        else
            estimate=$(grep '"event":"estimate"' estimates.json | grep "\"copy\":\"$copy\"")
            told=$(grep -o '"bytes":[0-9]*' <<< "$estimate" | cut -d: -f2)
            takes=$(grep -o '"milliseconds":[0-9]*' <<< "$estimate" | cut -d: -f2)
        fi
        printf '%-12s %-10s %12s %12s %9.1f %9.1f\n' "$mbit Mbit/s" "${copy/auto/as it is}" "$bytes" "$told" \
            "$(echo "$end - $begin" | bc)" "$(echo "scale=3; $takes / 1000 + $told * 8 / $mbit / 1000000" | bc)"
    done
done
