#!/usr/bin/env bash
# Makes the files that tests/engine/media.rs looks into: every container, whole and broken. Needs ffmpeg and Python.
#
#   tests/media/samples.sh FOLDER
set -euo pipefail
mkdir -p "$1"
cd "$1"
python=$(command -v python3 || command -v python)

make() { ffmpeg -nostdin -hide_banner -loglevel error -y -threads 1 "$@"; }
picture() { echo "-f lavfi -i testsrc2=size=${1:-640x360}:rate=25:duration=${2:-4}"; }

video=$(picture)
tone='-f lavfi -i sine=frequency=440:duration=4'
h264='-c:v libx264 -preset ultrafast -pix_fmt yuv420p'

# shellcheck disable=SC2086 # the words above are meant to be split
{
    make $video $tone $h264 -c:a aac moov_end.mp4
    make -i moov_end.mp4 -c copy -movflags +faststart moov_start.mp4
    make -i moov_end.mp4 -an -c copy silent.mp4
    make -i moov_end.mp4 -c copy -movflags +frag_keyframe+empty_moov+default_base_moof fragments.mp4
    make $video $tone $h264 -g 5 -c:a aac -movflags +frag_keyframe+empty_moov+skip_trailer fragments_bare.mp4
    make $video $tone $h264 -g 25 -c:a aac \
        -movflags +frag_keyframe+empty_moov+global_sidx+default_base_moof fragments_sidx.mp4
    make $(picture 640x360 70) $h264 -g 20 -movflags +frag_keyframe+empty_moov+skip_trailer fragments_many.mp4
    make -i moov_end.mp4 -c copy plain.mov
    make -i moov_end.mp4 -c copy plain.m4v
    make -i moov_end.mp4 -c copy plain.3gp
    make $video $tone -c:v mpeg4 -c:a pcm_s16le mpeg4_pcm.mov
    make $video -c:v prores_ks -profile:v 0 prores.mov
    make -display_rotation 90 -i moov_end.mp4 -c copy turned.mp4 2>/dev/null ||
        make -i moov_end.mp4 -c copy -metadata:s:v rotate=90 turned.mp4
    make $video -vf setsar=4/3 $h264 anamorphic.mp4
    make $video -c:v libx265 -preset ultrafast -x265-params log-level=none -tag:v hvc1 hevc.mp4
    make $tone -c:a aac sound.m4a
    make -i sound.m4a -c copy sound_only.mp4
    make $(picture 426x240) $h264 small.mp4

    make -f lavfi -i color=red:s=1000x3000:d=1 -frames:v 1 tall.png
    make -f lavfi -i color=red:s=1000x3000:d=1 -frames:v 1 tall.jpg
    make -i moov_end.mp4 -i tall.png -map 0 -map 1 -c copy cover_png.mp4
    make -i moov_end.mp4 -i tall.jpg -map 0 -map 1 -c copy cover_jpg.mp4
    make -i moov_end.mp4 -i tall.png -map 0 -map 1 -c copy -movflags +frag_keyframe+empty_moov cover_fragments.mp4
    make -i moov_end.mp4 -i tall.jpg -map 0 -map 1 -c copy cover_jpg.mkv
    make -i moov_end.mp4 -i tall.jpg -map 0 -map 1 -c:v:0 mpeg4 -c:v:1 copy -c:a libmp3lame cover_jpg.avi
    make -i sound.m4a -i tall.jpg -map 0 -map 1 -c copy -f mp4 cover_sound.mp4
    make -i moov_end.mp4 -an -c:v mjpeg -pix_fmt yuvj420p mjpeg.mp4
    make $tone -c:a libvorbis vorbis.mp4
    make $(picture 640x360 5) $h264 -g 63 -movflags +frag_keyframe moov_and_fragments.mp4
    make $(picture 640x360 8) $h264 -g 25 -movflags +frag_keyframe moov_and_many.mp4
    make -f lavfi -i sine=frequency=440:duration=90 -c:a aac -movflags +empty_moov -frag_duration 1000000 -f mp4 \
        fragments.m4a
    make -i moov_end.mp4 -c copy -encryption_scheme cenc-aes-ctr \
        -encryption_key 76a6c65c5ea762046bd749a2e632ccbb -encryption_kid a7e61c373e219033c21091fa607bf3b8 encrypted.mp4

    make -i moov_end.mp4 -c copy h264.mkv
    make -i silent.mp4 -c copy silent.mkv
    make -i moov_end.mp4 -c copy -f matroska -live 1 pipe:1 | cat >live.mkv
    make $video -vf setsar=4/3 $h264 anamorphic.mkv
    make $video $tone -c:v libvpx-vp9 -b:v 200k -cpu-used 8 -deadline realtime -c:a libopus vp9.webm
    make $video $tone -c:v libvpx -b:v 200k -cpu-used 8 -deadline realtime -c:a libvorbis vp8.webm
    make $tone -c:a libopus sound.webm

    make $video $tone -c:v mpeg4 -c:a libmp3lame mpeg4.avi
    make -i silent.mp4 -c copy silent.avi
    make $video -vf setsar=4/3 -c:v mpeg4 anamorphic.avi

    make -i moov_end.mp4 -c copy h264.ts
    make -i silent.mp4 -c copy silent.ts
    make -i moov_end.mp4 -c:v copy -c:a ac3 -mpegts_m2ts_mode 1 h264.m2ts
    make -i moov_end.mp4 -c copy -mpegts_m2ts_mode 1 riddle.m2ts
    make -i anamorphic.mp4 -c copy anamorphic.mts
    make -i hevc.mp4 -c copy hevc.ts
    make $video $tone -c:v mpeg2video -aspect 16:9 -c:a mp2 mpeg2.ts

    make $tone -c:a libmp3lame -b:a 128k constant.mp3
    make $tone -c:a libmp3lame -b:a 128k -write_xing 0 -id3v2_version 0 bare.mp3
    make $tone -c:a libmp3lame -q:a 4 -metadata title=Tone variable.mp3
    make $tone plain.wav
    make $tone -rf64 always rf64.wav
    make $tone -c:a aac -f adts plain.aac
    make $tone -c:a ac3 plain.ac3
    make $tone -c:a eac3 plain.eac3
    make $tone -c:a flac plain.flac

    make $(picture 640x480 1) -frames:v 1 plain.jpg
    make $(picture 320x200 1) -frames:v 1 plain.png
    make $(picture 320x200 1) -frames:v 1 plain.gif
    make $(picture 320x200 1) -frames:v 1 plain.bmp

    make $video $tone -c:v mpeg2video -c:a mp2 coarse.mpg
    make $video $tone $h264 -c:a aac coarse.flv
}

# Tags before sound, with zeros after them that the tag does not count; films that are turned by the header of the
# movie; packets with room for the sums of a broadcaster.
"$python" - <<'PYTHON'
import struct
tag = b"ID3\x04\0\0\0\0\0\x3f" + b"\0" * 63
for name, source, pad in (("aac", "plain.aac", 0), ("ac3", "plain.ac3", 0), ("eac3", "plain.eac3", 9), ("mp3", "bare.mp3", 200_000)):
    open(f"tagged.{name}", "wb").write(tag + b"\0" * pad + open(source, "rb").read())
open("tagged_riddle.aac", "wb").write(tag + b"\x93" * 5000)
open("tagged_text.mp3", "wb").write(tag + b"no sound here\n" * 50)

film = bytearray(open("moov_end.mp4", "rb").read())
turn = struct.pack(">9I", 0, 0x10000, 0, 0xFFFF0000, 0, 0, 0, 0, 0x40000000)
film[(at := film.index(b"mvhd") + 40):at + 36] = turn
open("turned_movie.mp4", "wb").write(film)
film[(at := film.index(b"tkhd") + 44):at + 36] = turn
open("turned_twice.mp4", "wb").write(film)

ts = open("h264.ts", "rb").read()
# As a channel sends it that asks for a key: all packets of picture and sound but the first ones.
locked = bytearray(ts)
for at in range(188 * 40, len(locked), 188):
    if 0x100 <= (locked[at + 1] << 8 | locked[at + 2]) & 0x1FFF < 0x1000:
        locked[at + 3] |= 0xC0
open("encrypted.ts", "wb").write(locked)
open("h264_204.ts", "wb").write(b"".join(ts[at:at + 188] + b"\0" * 16 for at in range(0, len(ts), 188)))
PYTHON

# The same picture, as a camera writes it that was held on its side.
"$python" - plain.jpg turned.jpg <<'PYTHON'
import struct, sys
data = open(sys.argv[1], "rb").read()
tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x112, 3, 1, 6, 0, 0)
notes = b"Exif\0\0" + tiff
open(sys.argv[2], "wb").write(data[:2] + b"\xff\xe1" + struct.pack(">H", len(notes) + 2) + notes + data[2:])
PYTHON

: >nothing.mp4
head -c 60000 moov_end.mp4 >cut_moov_end.mp4
head -c 60000 moov_start.mp4 >cut_moov_start.mp4
head -c 60000 h264.mkv >cut.mkv
head -c 60000 h264.ts >cut.ts
head -c 100000 /dev/zero >zeros.mp4
"$python" -c 'import random, sys; random.seed(7); sys.stdout.buffer.write(random.randbytes(300000))' >random.mp4
cp h264.mkv matroska.mp4
cp moov_end.mp4 film.txt
touch done
