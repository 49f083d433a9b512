//! A look into large files: what telling a video's picture, length and codecs costs. The samples come from
//! `tests/media/samples.sh target/media`; the gigabytes are holes in sparse files.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a bench may fail loudly")]

use std::fs::{self, File};
use std::hint::black_box;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use criterion::{Criterion, criterion_group, criterion_main};
use takeup_media as media;

const LARGE: u64 = 2_000_000_000;

/// The boxes of a small file, in order.
fn boxes(bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    let (mut found, mut rest) = (Vec::new(), bytes);
    while let Some(head) = rest.get(..8) {
        let size = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let (one, more) = rest.split_at(size.clamp(8, rest.len()));
        found.push((&head[4..], one));
        rest = more;
    }
    found
}

fn sample(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/media").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}; make the samples first", path.display()))
}

/// Media of this many bytes that take no room on the disk.
fn hole(file: &mut File, size: u64) {
    let head = [&1u32.to_be_bytes()[..], b"mdat", &size.to_be_bytes()].concat();
    file.write_all(&head).unwrap();
    file.seek(SeekFrom::Current(i64::try_from(size).unwrap() - 16)).unwrap();
}

fn moov_at_the_end(folder: &Path) -> PathBuf {
    let path = folder.join("moov_at_the_end.mp4");
    let (bytes, mut file) = (sample("moov_end.mp4"), File::create(&path).unwrap());
    let boxes = boxes(&bytes);
    let of = |kind: &[u8]| boxes.iter().find(|(one, _)| *one == kind).unwrap().1;
    file.write_all(of(b"ftyp")).unwrap();
    hole(&mut file, LARGE);
    file.write_all(of(b"moov")).unwrap();
    path
}

/// Fragments of a megabyte, with no index that would say where they are.
fn in_fragments(folder: &Path) -> PathBuf {
    let path = folder.join("in_fragments.mp4");
    let (bytes, mut file) = (sample("fragments_bare.mp4"), File::create(&path).unwrap());
    let boxes = boxes(&bytes);
    let of = |kind: &[u8]| boxes.iter().find(|(one, _)| *one == kind).unwrap().1;
    file.write_all(of(b"ftyp")).unwrap();
    file.write_all(of(b"moov")).unwrap();
    for _ in 0..LARGE >> 20 {
        file.write_all(of(b"moof")).unwrap();
        hole(&mut file, 1 << 20);
    }
    file.write_all(of(b"moof")).unwrap();
    path
}

fn headers(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    for (name, path) in [
        ("2 GB, moov at the end", moov_at_the_end(folder.path())),
        ("2 GB in fragments", in_fragments(folder.path())),
    ] {
        criterion.bench_function(name, |bench| {
            bench.iter(|| {
                let mut file = File::open(&path).unwrap();
                let size = file.metadata().unwrap().len();
                let seen = media::see(black_box(&mut file), size);
                assert!(seen.media.picture.is_some() && seen.media.length.is_some());
                seen
            });
        });
    }
}

criterion_group!(benches, headers);
criterion_main!(benches);
