//! Lines for a shell that is named, with names that it cannot misread.

use std::path::Path;

use takeup_model::requirements::Fix;
use takeup_model::{FileFacts, Recipe, acts};

use crate::msg::requirements as words;

/// A shell that lines are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shell {
    /// Every shell that follows POSIX, such as bash, dash and zsh, and fish.
    Posix,
    /// `PowerShell`.
    PowerShell,
}

impl Shell {
    /// The shell that people of this system use.
    pub const HERE: Self = if cfg!(windows) { Self::PowerShell } else { Self::Posix };

    /// The stable word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Posix => "posix",
            Self::PowerShell => "powershell",
        }
    }

    /// On the button that copies a line for it.
    pub fn copy_ffmpeg(self) -> &'static str {
        match self {
            Self::Posix => words::fix_copy_ffmpeg_posix(),
            Self::PowerShell => words::fix_copy_ffmpeg_powershell(),
        }
    }

    /// Above a line for it.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Posix => words::fix_command_posix(),
            Self::PowerShell => words::fix_command_powershell(),
        }
    }

    /// A name as one word. None if there is no way to write it that is safe to paste, and that is shown as it is: with
    /// control characters and marks of the writing direction, and where it is no text.
    pub fn quoted(self, name: &str) -> Option<String> {
        if name.is_empty() || name.contains(acts) {
            return None;
        }
        // What begins with a dash would be an option.
        let name = if name.starts_with('-') { format!("./{name}") } else { name.to_owned() };
        Some(match self {
            Self::Posix => posix(&name),
            Self::PowerShell => powershell(&name),
        })
    }
}

impl Shell {
    /// An argument of our own, in quotes where a shell would read more into it.
    fn argument(self, argument: &str) -> String {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-=:._+".contains(c);
        match self {
            _ if argument.chars().all(plain) => argument.to_owned(),
            Self::Posix => posix(argument),
            Self::PowerShell => powershell(argument),
        }
    }
}

/// POSIX shells take everything in single quotes as it is, but fish a backslash as an escape: both marks stand outside,
/// where a backslash before them means the same everywhere.
fn posix(name: &str) -> String {
    let mut word = String::new();
    for piece in name.split_inclusive(['\'', '\\']) {
        let plain = piece.trim_end_matches(['\'', '\\']);
        if !plain.is_empty() {
            word.extend(["'", plain, "'"]);
        }
        if let Some(mark) = piece.strip_prefix(plain).filter(|mark| !mark.is_empty()) {
            word.extend(["\\", mark]);
        }
    }
    word
}

/// `PowerShell` ends a text at any of these quotes, and reads two of them as one.
fn powershell(name: &str) -> String {
    let mut word = String::from("'");
    for letter in name.chars() {
        word.push(letter);
        if matches!(letter, '\'' | '‘' | '’' | '‚' | '‛') {
            word.push(letter);
        }
    }
    word.push('\'');
    word
}

/// The line for the shell of this system that puts a file right and writes a new one beside it.
pub fn ffmpeg(fix: Fix, file: &FileFacts, path: &Path) -> Option<String> {
    ffmpeg_for(Shell::HERE, &Recipe { size: None, fixes: vec![fix] }, file, path)
}

/// The line that makes the same copy as a recipe.
pub fn ffmpeg_copy(recipe: &Recipe, file: &FileFacts, path: &Path) -> Option<String> {
    ffmpeg_for(Shell::HERE, recipe, file, path)
}

fn ffmpeg_for(shell: Shell, recipe: &Recipe, file: &FileFacts, path: &Path) -> Option<String> {
    let stem = path.file_stem()?.to_str()?;
    let end = match recipe.fixes.as_slice() {
        [Fix::Split(secs)] => {
            // Pieces end at key frames only, so they are asked to be somewhat shorter.
            let options = format!(
                "-map '0:v?' -map '0:a?' -c copy -f segment -segment_time {} -reset_timestamps 1",
                secs - secs / 20
            );
            // The names of pieces are made by ffmpeg, to which a per cent sign means something.
            let whole = path.with_file_name(format!("{stem}-")).to_str()?.replace('%', "%%");
            let written = shell.quoted(&format!("{whole}%03d.mkv"))?;
            return Some(format!("ffmpeg -i {} {options} {written}", shell.quoted(path.to_str()?)?));
        }
        [Fix::Scale(_)] => "-scaled.mp4",
        [Fix::Frame(_)] => "-framed.mp4",
        [Fix::Lengthen(_)] => "-longer.mp4",
        [Fix::AddSilence] => "-sound.mp4",
        // The name of the file may end like this already.
        [Fix::ToMp4 | Fix::ToH264] => "-converted.mp4",
        _ if recipe.is_audio() => recipe.ending(),
        _ => "-fixed.mp4",
    };
    let written = shell.quoted(path.with_file_name([stem, end].concat()).to_str()?);
    let options: Vec<String> =
        recipe.arguments(file).iter().map(|argument| shell.argument(argument)).collect();
    let options = options.join(" ");
    Some(format!("ffmpeg -i {} {options} {}", shell.quoted(path.to_str()?)?, written?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use takeup_model::Picture;

    /// What `PowerShell` reads one word in quotes as, by its rules. None if the word does not end where the line does.
    fn read_powershell(line: &str) -> Option<String> {
        let quote = |letter: char| matches!(letter, '\'' | '‘' | '’' | '‚' | '‛');
        let mut letters = line.strip_prefix('\'')?.chars().peekable();
        let mut name = String::new();
        while let Some(letter) = letters.next() {
            if quote(letter) {
                if letters.peek().is_none_or(|next| !quote(*next)) {
                    return letters.next().is_none().then_some(name);
                }
                letters.next();
            }
            name.push(letter);
        }
        None
    }

    /// What a shell hands to a program for each of these words; the words are one line.
    #[cfg(unix)]
    fn read_by(shell: &str, words: &[String]) -> Vec<String> {
        let line = format!("printf '%s\\000' {}", words.join(" "));
        let said = std::process::Command::new(shell).arg("-c").arg(&line).output();
        let said = said.unwrap_or_else(|error| panic!("{shell}: {error}"));
        assert!(said.status.success(), "{shell}: {}", String::from_utf8_lossy(&said.stderr));
        let text = String::from_utf8(said.stdout).unwrap();
        text.trim_end_matches('\0').split('\0').map(str::to_owned).collect()
    }

    /// A file of which nothing is known.
    fn unknown() -> FileFacts {
        FileFacts {
            size: 1,
            modified: None,
            fingerprint: String::new(),
            identity: None,
            kind: takeup_model::MediaKind::Video,
            format: String::new(),
            media_type: String::new(),
            media: takeup_model::Media::default(),
        }
    }

    #[cfg(unix)]
    const NAMES: [&str; 13] = [
        "plain.mp4",
        "it's here.mp4",
        r"x\';touch PWNED;#.mp4",
        r"back\slash\\.mp4\",
        "$(rm -rf x) `y` \"z\" \\.mp4",
        "소풍 100%.mp4",
        "*?[a]{b,c}~!#&|;<>^().mp4",
        "'",
        "\\",
        "‘left’ ‚low‛ 'plain'.mp4",
        "%PATH% !var!.mp4",
        "~/x.mp4",
        "=x",
    ];

    #[cfg(unix)]
    #[test]
    fn every_shell_that_is_named_reads_each_name_as_it_is() {
        let words: Vec<String> = NAMES.iter().map(|name| Shell::Posix.quoted(name).unwrap()).collect();
        for shell in ["dash", "bash", "fish"] {
            assert_eq!(read_by(shell, &words), NAMES, "{shell}");
        }
        for shell in ["dash", "bash", "fish"] {
            assert_eq!(read_by(shell, &[Shell::Posix.quoted("-i.mp4").unwrap()]), ["./-i.mp4"]);
        }
    }

    #[test]
    fn a_name_that_cannot_be_pasted_gets_no_line() {
        for name in [
            "",
            "line\nbreak.mp4",
            "bell\u{7}.mp4",
            "esc\u{1b}[2J.mp4",
            "csi\u{9b}2J.mp4",
            "\r",
            "gpj\u{202e}4pm",
        ] {
            assert_eq!(Shell::Posix.quoted(name), None, "{name:?}");
            assert_eq!(Shell::PowerShell.quoted(name), None, "{name:?}");
        }
        assert_eq!(ffmpeg(Fix::ToFlac, &unknown(), Path::new("/v/a\nb.m4a")), None);
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt as _;
            let name = Path::new(std::ffi::OsStr::from_bytes(b"/v/bad \xff.m4a"));
            assert_eq!(ffmpeg(Fix::ToFlac, &unknown(), name), None);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        #[cfg(unix)]
        #[test]
        fn dash_bash_and_fish_give_any_name_back(names in prop::collection::vec(r#"(\PC|['\\"$`!~%*]){1,24}"#, 1..40)) {
            let words: Vec<String> = names.iter().filter_map(|name| Shell::Posix.quoted(name)).collect();
            let dashed = |name: &String| if name.starts_with('-') { format!("./{name}") } else { name.clone() };
            let wanted: Vec<String> = names.iter().filter(|name| Shell::Posix.quoted(name).is_some()).map(dashed).collect();
            prop_assume!(!words.is_empty());
            for shell in ["dash", "bash", "fish"] {
                prop_assert_eq!(&read_by(shell, &words), &wanted, "{}", shell);
            }
        }

        #[test]
        fn powershell_gives_any_name_back(name in r"(\PC|['‘’‚‛]){1,24}") {
            if let Some(word) = Shell::PowerShell.quoted(&name) {
                let dashed = if name.starts_with('-') { format!("./{name}") } else { name };
                prop_assert_eq!(read_powershell(&word), Some(dashed));
            }
        }
    }

    #[test]
    fn a_line_reads_one_file_and_writes_another() {
        // A line shows the separators of its system.
        let folder = if cfg!(windows) { "" } else { "/v/" };
        let path = Path::new(folder).join("it's.avi");
        let path = path.as_path();
        let of = |fix| Recipe { size: None, fixes: vec![fix] };
        let fix = Fix::Scale(Picture { width: 640, height: 360 });
        assert_eq!(
            ffmpeg_for(Shell::Posix, &of(fix), &unknown(), path).unwrap(),
            format!(
                r"ffmpeg -i '{folder}it'\''s.avi' -map 0:v:0 -map '0:a?' -vf 'scale=640:360,setsar=1' -c:v libx264 -pix_fmt yuv420p -crf 18 -preset medium -movflags +faststart '{folder}it'\''s-scaled.mp4'"
            )
        );
        assert_eq!(
            ffmpeg_for(Shell::PowerShell, &of(Fix::ToFlac), &unknown(), path).unwrap(),
            format!("ffmpeg -i '{folder}it''s.avi' -map 0:a:0 -c:a flac '{folder}it''s.flac'")
        );
        let both = Recipe { size: None, fixes: vec![fix, Fix::AddSilence] };
        let line = ffmpeg_for(Shell::Posix, &both, &unknown(), path).unwrap();
        assert!(
            line.contains("anullsrc") && line.contains("scale=640:360") && line.ends_with("s-fixed.mp4'")
        );
        let line = ffmpeg_for(Shell::Posix, &of(Fix::Split(7200)), &unknown(), Path::new("/v %/100%.mp4"));
        let line = line.unwrap();
        let separator = std::path::MAIN_SEPARATOR;
        assert!(line.ends_with(&format!("'/v %%{separator}100%%-%03d.mkv'")), "{line}");
    }
}
