//! Lines for a shell, with names that no shell can misread.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use takeup_model::requirements::Fix;

/// The line that puts a file right and writes a new one beside it.
pub fn ffmpeg(fix: Fix, path: &Path) -> Option<String> {
    let name = |end: &str| {
        let mut name = path.file_stem().unwrap_or_default().to_owned();
        name.push(end);
        quoted(path.with_file_name(name).as_os_str())
    };
    let video = "-c:v libx264 -crf 18 -preset medium";
    let (options, written) = match fix {
        Fix::Scale(to) => {
            (format!("-vf scale={}:{},setsar=1 {video}", to.width, to.height), name("-scaled.mp4"))
        }
        Fix::Frame(to) => (
            // First with square pixels, then centred.
            format!("-vf 'scale=iw*sar:ih,setsar=1,pad={}:{}:-1:-1' {video}", to.width, to.height),
            name("-framed.mp4"),
        ),
        Fix::Lengthen(time) => {
            // A little more than is lacking: pictures and sound end at frames of their own.
            let secs = time.as_secs_f64() + 0.2;
            let options =
                format!("-vf tpad=stop_mode=clone:stop_duration={secs:.1} -af apad=pad_dur={secs:.1}");
            (format!("{options} {video}"), name("-longer.mp4"))
        }
        Fix::Split(secs) => {
            // Pieces end at key frames only, so they are asked to be somewhat shorter.
            let options = format!(
                "-map '0:v?' -map '0:a?' -c copy -f segment -segment_time {} -reset_timestamps 1",
                secs - secs / 20
            );
            (options, pieces(path))
        }
        Fix::AddSilence => {
            let options =
                "-f lavfi -i anullsrc=r=48000:cl=stereo -map 0:v -map 1:a -c:v copy -c:a aac -shortest";
            (options.to_owned(), name("-sound.mp4"))
        }
        Fix::ToFlac => ("-vn -c:a flac".to_owned(), name(".flac")),
    };
    Some(format!("ffmpeg -i {} {options} {written}", quoted(path.as_os_str())))
}

/// The names of pieces are made by ffmpeg, to which a per cent sign means something.
fn pieces(path: &Path) -> String {
    let stem =
        path.file_stem().and_then(OsStr::to_str).map_or("piece".to_owned(), |stem| stem.replace('%', "%%"));
    let folder = path.parent().map_or_else(OsString::new, |folder| folder.as_os_str().to_owned());
    match folder.to_str() {
        Some(folder) => {
            let whole = Path::new(&folder.replace('%', "%%")).join(format!("{stem}-%03d.mkv"));
            quoted(whole.as_os_str())
        }
        None => quoted(OsStr::new(&format!("{stem}-%03d.mkv"))),
    }
}

/// A name as one word, whatever is in it.
#[cfg(unix)]
pub fn quoted(name: &OsStr) -> String {
    use std::os::unix::ffi::OsStrExt as _;
    let plain = name.to_str().filter(|text| !text.chars().any(char::is_control));
    let word = if let Some(text) = plain {
        format!("'{}'", text.replace('\'', r"'\''"))
    } else {
        let letters = name.as_bytes().iter().map(|byte| match byte {
            b' '..=b'~' if !br"\'".contains(byte) => char::from(*byte).to_string(),
            byte => format!("\\x{byte:02x}"),
        });
        format!("$'{}'", letters.collect::<String>())
    };
    // What begins with a dash would be an option.
    if name.as_bytes().starts_with(b"-") { format!("./{word}") } else { word }
}

/// A name as one word for PowerShell, whatever is in it.
#[cfg(not(unix))]
pub fn quoted(name: &OsStr) -> String {
    let word = format!("'{}'", name.to_string_lossy().replace('\'', "''"));
    if word.starts_with("'-") { word.replacen("'-", "'./-", 1) } else { word }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use takeup_model::Picture;

    #[test]
    fn a_shell_reads_every_name_as_it_is() {
        use std::os::unix::ffi::OsStrExt as _;
        let names: [&[u8]; 9] = [
            b"plain.mp4",
            b"it's here.mp4",
            b"$(rm -rf x) `y` \"z\" \\.mp4",
            b"-i.mp4",
            b"line\nbreak's.mp4",
            b"bad \xff\xfe.mp4",
            "\u{c18c}\u{d48d} 100%.mp4".as_bytes(),
            b"*?[a]{b,c}~!#&|;<>.mp4",
            b"'",
        ];
        for name in names {
            let name = OsStr::from_bytes(name);
            let line = format!("printf %s {}", quoted(name));
            let said = std::process::Command::new("bash").arg("-c").arg(&line).output().unwrap();
            let said = String::from_utf8_lossy(&said.stdout).into_owned();
            let read = said.strip_prefix("./-").map_or(said.clone(), |rest| format!("-{rest}"));
            assert_eq!(read, name.to_string_lossy(), "{line}");
        }
    }

    #[test]
    fn a_line_reads_one_file_and_writes_another() {
        let line = ffmpeg(Fix::Scale(Picture { width: 640, height: 360 }), Path::new("/v/it's.avi")).unwrap();
        assert_eq!(
            line,
            r"ffmpeg -i '/v/it'\''s.avi' -vf scale=640:360,setsar=1 -c:v libx264 -crf 18 -preset medium '/v/it'\''s-scaled.mp4'"
        );
        let line = ffmpeg(Fix::Split(7200), Path::new("/v/100%.mp4")).unwrap();
        assert!(line.ends_with("'/v/100%%-%03d.mkv'"), "{line}");
    }
}
