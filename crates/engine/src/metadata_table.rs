//! Reads a table of metadata: CSV in UTF-8 or UTF-16, its cells separated by commas, semicolons, tabs, or what its
//! first line says.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use takeup_model::{MetadataTable, MetadataTableFlaw};

/// No table is larger. It is read whole, and goes from one program to another.
pub const LONGEST: u64 = 32 << 20;

/// The text of a table in a file. What is larger than any table is an error.
pub fn of_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    File::open(path)?.take(LONGEST + 1).read_to_end(&mut text)?;
    if text.len() as u64 > LONGEST { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(text) }
}

/// Reads a table. What cannot be used is among its flaws.
pub fn read(text: &[u8]) -> MetadataTable {
    let mut table = table_of(text);
    table.text = text.to_vec();
    table
}

fn table_of(text: &[u8]) -> MetadataTable {
    let text = as_utf8(text);
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
    if let Err(error) = str::from_utf8(text) {
        // What is written otherwise is so throughout, and one line tells it.
        let before = text.get(..error.valid_up_to()).unwrap_or_default();
        let line = before.split(|byte| *byte == b'\n').count() as u64;
        let mut table = MetadataTable::default();
        table.flaws.push((line, MetadataTableFlaw::NotUtf8));
        return table;
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text);
    let told = usize::from(told_delimiter(text).is_some());
    let mut lines = LineCounter { text, counted: 0, line: 1 };
    // Bytes in memory can always be read; what they mean is judged by the table.
    let records: Vec<(u64, csv::StringRecord)> = reader
        .records()
        .flatten()
        .skip(told)
        .map(|record| (lines.of(record.position().map_or(0, csv::Position::byte)), record))
        .collect();
    let mut table =
        MetadataTable::of_lines(records.iter().map(|(line, record)| (*line, record.iter().collect())));
    table.flaws.extend(open_quote(text).map(|line| (line, MetadataTableFlaw::Quote)));
    table
}

/// Counts lines from record to record. The reader itself takes the end of a line for a part of the next one.
struct LineCounter<'a> {
    text: &'a [u8],
    counted: usize,
    line: u64,
}

impl LineCounter<'_> {
    /// The line that a record begins in which was read from here on.
    fn of(&mut self, from: u64) -> u64 {
        let from = usize::try_from(from).unwrap_or(usize::MAX).max(self.counted).min(self.text.len());
        let ends = self.text.iter().skip(from).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let new = self.text.get(self.counted..from + ends).unwrap_or_default();
        self.line += new.iter().map(|byte| u64::from(*byte == b'\n')).sum::<u64>();
        self.counted = from + ends;
        self.line
    }
}

/// The line of a quote that opens a cell and is not closed at the end of one: the reader takes all that follows for
/// the same cell.
fn open_quote(text: &[u8]) -> Option<u64> {
    let between = delimiter(text);
    let ends = |byte: Option<&u8>| byte.is_none_or(|byte| matches!(byte, b'\r' | b'\n') || *byte == between);
    let (mut line, mut opened, mut begins) = (1, None, true);
    let mut bytes = text.iter().peekable();
    while let Some(byte) = bytes.next() {
        match (byte, opened) {
            (b'"', None) if begins => opened = Some(line),
            (b'"', Some(at)) if bytes.peek() == Some(&&b'"') => {
                bytes.next();
                opened = Some(at);
            }
            (b'"', Some(at)) => {
                if !ends(bytes.peek().copied()) {
                    return Some(at);
                }
                opened = None;
            }
            _ => {}
        }
        begins = opened.is_none() && ends(Some(byte));
        line += u64::from(*byte == b'\n');
    }
    opened
}

/// UTF-16, as some programs write tables, in UTF-8. Without a mark, zeros tell it: the names of columns begin with
/// letters that need only one of their two bytes.
fn as_utf8(text: &[u8]) -> Cow<'_, [u8]> {
    let (marked, rest) = match text {
        [0xFF, 0xFE, rest @ ..] => (Some(u16::from_le_bytes as fn([u8; 2]) -> u16), rest),
        [0xFE, 0xFF, rest @ ..] => (Some(u16::from_be_bytes as fn([u8; 2]) -> u16), rest),
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => (Some(u16::from_le_bytes as _), text),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => (Some(u16::from_be_bytes as _), text),
        _ => (None, text),
    };
    let units = |read: fn([u8; 2]) -> u16| {
        rest.chunks_exact(2).filter_map(|two| two.try_into().ok()).map(read).collect::<Vec<u16>>()
    };
    match marked.map(|read| String::from_utf16(&units(read))) {
        Some(Ok(text)) => Cow::Owned(text.into_bytes()),
        Some(Err(_)) | None => Cow::Borrowed(text),
    }
}

/// What a first line such as `sep=;` says that stands between cells. Spreadsheets write it for each other.
fn told_delimiter(text: &[u8]) -> Option<u8> {
    let first = text.split(|byte| *byte == b'\n').next()?.trim_ascii_end();
    match first.get(..4).map(<[u8]>::to_ascii_lowercase)?.as_slice() {
        b"sep=" => first.get(4).copied().or(Some(b'\t')).filter(|_| first.len() <= 5),
        _ => None,
    }
}

fn delimiter(text: &[u8]) -> u8 {
    if let Some(told) = told_delimiter(text) {
        return told;
    }
    let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |mark: u8| first.split(|byte| *byte == mark).count();
    // Where several are as frequent, the last counts.
    [b'\t', b';', b','].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use takeup_model::{MetadataFlaw, Source};

    fn file(path: &str) -> Source {
        Source::File(path.into())
    }

    fn told(metadata_table: &MetadataTable, name: &str) -> Vec<String> {
        let metadata = metadata_table.of(&file(name)).cloned().unwrap_or_default();
        metadata.iter().map(|(key, value)| format!("{key}={}", value.text())).collect()
    }

    #[test]
    fn a_table_that_is_too_large_is_not_read_in_part() {
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().set_len(LONGEST).unwrap();
        assert_eq!(of_file(file.path()).unwrap().len() as u64, LONGEST);
        file.as_file().set_len(LONGEST + 1).unwrap();
        assert_eq!(of_file(file.path()).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn a_table_tells_of_files_by_name() {
        let text = "\u{feff}file,camera,take,note\r\na.mp4,A,3,\"two\nlines, and a \"\"quote\"\"\"\r\n봄.mp4,,4,\r\n";
        let metadata_table = read(text.as_bytes());
        assert_eq!(metadata_table.flaws, []);
        assert_eq!(
            told(&metadata_table, "a.mp4"),
            ["camera=A", "note=two\nlines, and a \"quote\"", "take=3"]
        );
        assert_eq!(told(&metadata_table, "\u{1107}\u{1169}\u{11b7}.mp4"), ["take=4"]);
        let folded = cfg!(any(windows, target_os = "macos"));
        assert_eq!(metadata_table.of(&file("A.mp4")).is_some(), folded);
        assert_eq!(
            metadata_table.unknown([&file("\u{1107}\u{1169}\u{11b7}.mp4")]),
            [(2, "a.mp4".to_owned())]
        );
    }

    #[test]
    fn names_written_apart_are_the_same_names() {
        let metadata_table = read("file,key\n\u{1107}\u{1169}\u{11b7}.mp4,1\n".as_bytes());
        assert_eq!(told(&metadata_table, "봄.mp4"), ["key=1"]);
    }

    #[test]
    fn semicolons_and_tabs_separate_as_well() {
        for text in ["file;camera;note\na.mp4;A;b, c\n", "file\tcamera\tnote\na.mp4\tA\tb, c\n"] {
            assert_eq!(told(&read(text.as_bytes()), "a.mp4"), ["camera=A", "note=b, c"]);
        }
    }

    #[test]
    fn paths_match_by_their_endings_and_the_longest_wins() {
        let table =
            read(b"file,camera\ncard1/GOPR1.MP4,left\ncard2\\GOPR1.MP4,right\nGOPR1.MP4,none\n./b/c.mp4,C\n");
        assert_eq!(table.flaws, []);
        for (path, camera) in [
            ("/media/card1/GOPR1.MP4", "camera=left"),
            ("/media/card2/GOPR1.MP4", "camera=right"),
            ("/media/card3/GOPR1.MP4", "camera=none"),
            (r"C:\media\card1\GOPR1.MP4", "camera=left"),
            ("/a/b/c.mp4", "camera=C"),
        ] {
            assert_eq!(told(&table, path), [camera], "{path}");
        }
        for other in ["/a/xb/c.mp4", "c.mp4", "/a/GOPR1.MP4/x", "/media/xGOPR1.MP4"] {
            assert_eq!(table.of(&file(other)), None, "{other}");
        }
        assert_eq!(table.unknown([&file("/x/card1/GOPR1.MP4")]).len(), 3);
        let of_url = read(b"file,camera\nhttps://h/x/a.mp4?token=1,A\nb.mp4,B\n");
        for (url, camera) in [("https://h/x/a.mp4?token=2", "A"), ("https://h/y/b.mp4", "B")] {
            assert_eq!(
                of_url.of(&Source::Url(url.to_owned())).unwrap().iter().next().unwrap().1.text(),
                camera
            );
        }
    }

    #[test]
    fn whole_paths_of_another_computer_match_by_name_unless_names_repeat() {
        let table = read(b"file,camera\r\nC:\\Users\\me\\base.mp4,left\r\n");
        assert_eq!(told(&table, "/home/me/base.mp4"), ["camera=left"]);
        let twice = read(b"file,camera\nC:\\a\\x.mp4,1\nC:\\b\\x.mp4,2\n");
        assert_eq!(twice.of(&file("/home/me/x.mp4")), None);
        assert_eq!(told(&twice, "D:/b/x.mp4"), Vec::<String>::new());
        assert_eq!(told(&twice, r"C:\b\x.mp4"), ["camera=2"]);
    }

    #[test]
    fn a_table_may_say_what_stands_between_its_cells_and_be_in_utf_16() {
        for text in ["sep=;\r\nfile;camera\r\na.mp4;A, B\r\n", "SEP=|\nfile|camera\na.mp4|A, B\n"] {
            let table = read(text.as_bytes());
            assert_eq!(
                (table.flaws.as_slice(), told(&table, "a.mp4")),
                (&[][..], vec!["camera=A, B".to_owned()])
            );
            assert_eq!(table.unknown([]), [(3, "a.mp4".to_owned())]);
            for marked in [false, true] {
                let mark = marked.then_some('\u{feff}').into_iter();
                let wide: String = mark.chain(text.replace("A, B", "봄").chars()).collect();
                let little: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
                let big: Vec<u8> = wide.encode_utf16().flat_map(u16::to_be_bytes).collect();
                assert_eq!(told(&read(&little), "a.mp4"), ["camera=봄"]);
                assert_eq!(told(&read(&big), "a.mp4"), ["camera=봄"]);
            }
        }
        let torn = [&b"\xff\xfe"[..], &0xD800_u16.to_le_bytes(), &u16::from(b',').to_le_bytes()].concat();
        assert_eq!(read(&torn).flaws, [(1, MetadataTableFlaw::NotUtf8)]);
    }

    #[test]
    fn what_cannot_be_used_is_told_by_its_line() {
        let text = b"file,camera,duration\na.mp4,A,1\nb.mp4,B\n,C,1\n\n,,\na.mp4,D,1\nc.mp4,{\"x\":1},2\n";
        let metadata_table = read(text);
        let reserved = MetadataTableFlaw::Metadata(MetadataFlaw::Reserved("duration".to_owned()));
        assert_eq!(
            metadata_table.flaws,
            [
                (1, reserved),
                (3, MetadataTableFlaw::Cells(2, 3)),
                (4, MetadataTableFlaw::NoName),
                (7, MetadataTableFlaw::Again("a.mp4".to_owned())),
                (8, MetadataTableFlaw::Metadata(MetadataFlaw::Value("camera".to_owned()))),
            ]
        );
        assert_eq!((metadata_table.len(), told(&metadata_table, "a.mp4")), (1, vec!["camera=A".to_owned()]));
    }

    #[test]
    fn a_column_that_comes_again_and_a_quote_that_stays_open_are_flaws() {
        let metadata_table = read(b"file,take,take\na.mp4,1,2\n");
        assert_eq!(metadata_table.flaws, [(1, MetadataTableFlaw::Column("take".to_owned()))]);
        assert_eq!(told(&metadata_table, "a.mp4"), ["take=1"]);
        for open in ["a.mp4,1\nb.mp4,\"2\nc.mp4,3\n", "a.mp4,1\nb.mp4,\"2\nc.mp4,\"3\n"] {
            let metadata_table = read(format!("file,take\n{open}").as_bytes());
            assert_eq!(metadata_table.flaws, [(3, MetadataTableFlaw::Quote)], "{open}");
        }
        // In the middle of a cell it is a letter like any other, and an empty column is none.
        let metadata_table = read(b"file,screen,\na.mp4,27\" wide,\nb.mp4,\"a \"\"b\"\"\",\n");
        assert_eq!(metadata_table.flaws, []);
        assert_eq!(told(&metadata_table, "a.mp4"), ["screen=27\" wide"]);
        let metadata_table = read(b"file,take,\na.mp4,1,lost\n");
        assert_eq!(metadata_table.flaws, [(2, MetadataTableFlaw::Metadata(MetadataFlaw::NoKey))]);
    }

    #[test]
    fn a_table_in_another_code_is_told_once() {
        let metadata_table = read(b"file,camera\na.mp4,A\n\xba\xbd.mp4,A\n\xba\xbe.mp4,A\n");
        assert_eq!(
            (metadata_table.flaws.as_slice(), metadata_table.len()),
            (&[(3, MetadataTableFlaw::NotUtf8)][..], 0)
        );
    }

    #[test]
    fn what_is_no_table_says_so() {
        for text in ["", "just a line\nand another\n"] {
            let metadata_table = read(text.as_bytes());
            assert_eq!(metadata_table.flaws.last(), Some(&(1, MetadataTableFlaw::NoTable)), "{text}");
        }
    }
}
