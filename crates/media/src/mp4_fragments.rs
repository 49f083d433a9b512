//! How long a fragmented MP4 plays: its own header seldom says so, but an index or its last fragment does.

use std::time::Duration;

use super::mp4::{Atom, Mp4Movie, atom, inside};
use super::probe::from_units;
use super::source::{HeaderSource, LONGEST, be16, be32, be64, byte};

/// Boxes that are walked along before the end of the file is looked at.
const WALKED: usize = 48;
/// Of one table in a fragment, no more is looked at.
const TABLE: usize = 64 * 1024;

/// From the first fragment, which lies somewhere after `at`, to the end of the last.
pub(super) fn length(source: &mut HeaderSource<'_>, film: &Mp4Movie, at: u64) -> Option<Duration> {
    let size = source.size();
    // What plays before the fragments begins at the beginning.
    let whole = film.strands.iter().any(|strand| strand.samples > 0);
    let (mut at, mut span) = (at, Fragment { first: whole.then_some(Duration::ZERO), last: None });
    let mut jumped = false;
    for _ in 0..WALKED {
        let Some(found) = atom(source, at, size) else { return span.length() };
        at = found.end;
        match &found.kind {
            b"sidx" => {
                if let Some(all) = index(source, found).filter(|_| !whole) {
                    return Some(all);
                }
            }
            b"moof" => {
                moof(source, found, film, &mut span);
                if !jumped && let Some(last) = told_last(source, size).filter(|last| *last > at) {
                    at = last;
                }
                jumped = true;
            }
            _ => {}
        }
    }
    // Too many to walk along.
    let last = last(source, at)?;
    moof(source, last, film, &mut span);
    span.length()
}

/// The last fragment after `at`, sought from the end of the file.
pub(super) fn last(source: &mut HeaderSource<'_>, at: u64) -> Option<Atom> {
    let size = source.size();
    let from = size.saturating_sub(LONGEST as u64).max(at);
    let tail = source.some(from, LONGEST).to_vec();
    let mut places = tail.windows(4).enumerate().rev().filter(|(_, four)| *four == b"moof");
    places.find_map(|(place, _)| {
        let start = from.checked_add(u64::try_from(place).ok()?)?.checked_sub(4)?;
        let found = atom(source, start, size)?;
        let first = atom(source, found.body, found.end)?;
        (first.kind == *b"mfhd").then_some(found)
    })
}

/// Whether the file ends with an index of its fragments.
pub(super) fn is_indexed(source: &mut HeaderSource<'_>) -> bool {
    let size = source.size();
    told_last(source, size).is_some()
}

#[derive(Default)]
struct Fragment {
    first: Option<Duration>,
    last: Option<Duration>,
}

impl Fragment {
    fn length(&self) -> Option<Duration> {
        self.last?.checked_sub(self.first?)
    }
}

/// The sum over an index of the whole file; nothing, if it is of a part of it.
fn index(source: &mut HeaderSource<'_>, found: Atom) -> Option<Duration> {
    let size = source.size();
    let len = usize::try_from(found.end.saturating_sub(found.body)).unwrap_or(LONGEST);
    let body = source.some(found.body, len);
    let scale = be32(body, 4)?;
    let (gap, at) =
        if byte(body, 0)? == 0 { (u64::from(be32(body, 12)?), 16) } else { (be64(body, 16)?, 24) };
    let count = usize::from(be16(body, at + 2)?);
    let (mut ticks, mut bytes) = (0u64, gap);
    for entry in body.get(at + 4..)?.chunks_exact(12).take(count) {
        bytes = bytes.saturating_add(u64::from(be32(entry, 0)? & 0x7FFF_FFFF));
        ticks = ticks.saturating_add(be32(entry, 4)?.into());
    }
    // What may follow it is an index of a few bytes for each fragment.
    let rest = size.saturating_sub(found.end).saturating_sub(bytes);
    (rest <= size / 16).then(|| from_units(ticks, scale)).flatten()
}

/// Where the index at the end of the file says that the last fragment lies.
fn told_last(source: &mut HeaderSource<'_>, size: u64) -> Option<u64> {
    let tail = source.get(size.checked_sub(16)?, 16)?;
    if tail.get(4..8)? != b"mfro" {
        return None;
    }
    let start = size.checked_sub(be32(tail, 12)?.into())?;
    let found = atom(source, start, size).filter(|found| found.kind == *b"mfra")?;
    let mut last = None;
    inside(source, found.body, found.end, |source, found| {
        if found.kind == *b"tfra" {
            last = last.max(last_entry(source, found));
        }
    });
    last
}

fn last_entry(source: &mut HeaderSource<'_>, found: Atom) -> Option<u64> {
    let head = source.get(found.body, 16)?;
    let (wide, lengths) = (byte(head, 0)? == 1, be32(head, 8)?);
    let count = u64::from(be32(head, 12)?.checked_sub(1)?);
    let field = |shift: u32| u64::from((lengths >> shift) & 3) + 1;
    let each = if wide { 16 } else { 8 } + field(0) + field(2) + field(4);
    let at = found.body.checked_add(16)?.checked_add(count.checked_mul(each)?)?;
    let entry = source.get(at, 16)?;
    if wide { be64(entry, 8) } else { be32(entry, 4).map(u64::from) }
}

fn moof(source: &mut HeaderSource<'_>, found: Atom, film: &Mp4Movie, span: &mut Fragment) {
    inside(source, found.body, found.end, |source, found| {
        if found.kind == *b"traf" {
            track(source, found, film, span);
        }
    });
}

fn track(source: &mut HeaderSource<'_>, found: Atom, film: &Mp4Movie, span: &mut Fragment) {
    let (mut id, mut default, mut start, mut ticks) = (0, None, None, 0u64);
    inside(source, found.body, found.end, |source, found| match &found.kind {
        b"tfhd" => {
            let body = source.some(found.body, 24);
            id = be32(body, 4).unwrap_or_default();
            let flags = be32(body, 0).unwrap_or_default();
            let skipped = 8 + if flags & 1 != 0 { 8 } else { 0 } + if flags & 2 != 0 { 4 } else { 0 };
            default = be32(body, skipped).filter(|_| flags & 8 != 0);
        }
        b"tfdt" => {
            let body = source.some(found.body, 12);
            start = if byte(body, 0) == Some(1) { be64(body, 4) } else { be32(body, 4).map(u64::from) };
        }
        b"trun" => {
            let usual = default.or_else(|| {
                film.strands.iter().find(|strand| strand.id == id).map(|strand| strand.default_duration)
            });
            let len = usize::try_from(found.end.saturating_sub(found.body)).unwrap_or(TABLE).min(TABLE);
            ticks = ticks.saturating_add(run(source.some(found.body, len), usual.unwrap_or(0)).unwrap_or(0));
        }
        _ => {}
    });
    let Some(strand) = film.strands.iter().find(|strand| strand.id == id) else { return };
    let Some(start) = start else { return };
    if let Some(begins) = from_units_or_zero(start, strand.scale) {
        span.first = Some(span.first.map_or(begins, |first| first.min(begins)));
    }
    if let Some(ends) = from_units(start.saturating_add(ticks), strand.scale) {
        span.last = span.last.max(Some(ends));
    }
}

fn from_units_or_zero(units: u64, scale: u32) -> Option<Duration> {
    if units == 0 { Some(Duration::ZERO) } else { from_units(units, scale) }
}

/// The ticks of one run of samples.
fn run(body: &[u8], usual: u32) -> Option<u64> {
    let (flags, count) = (be32(body, 0)?, be32(body, 4)?);
    if flags & 0x100 == 0 {
        return Some(u64::from(count).saturating_mul(usual.into()));
    }
    let skipped = 8 + if flags & 1 != 0 { 4 } else { 0 } + if flags & 4 != 0 { 4 } else { 0 };
    let fields = [0x100, 0x200, 0x400, 0x800].into_iter().filter(|flag| flags & flag != 0).count();
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let samples = body.get(skipped..)?.chunks_exact(fields * 4).take(count);
    Some(
        samples
            .filter_map(|sample| be32(sample, 0))
            .fold(0, |sum: u64, ticks| sum.saturating_add(ticks.into())),
    )
}
