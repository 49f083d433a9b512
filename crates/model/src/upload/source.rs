//! Where bytes come from.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use crate::rules::address;
use crate::{AssetId, AssetStatus};

/// Where bytes come from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A local file.
    File(PathBuf),
    /// A public URL that the platform fetches.
    Url(String),
    /// Nowhere: an asset that is on the platform already, and its file name.
    Asset(AssetId, String),
}

impl Source {
    /// The sources that a line of text names, as it was typed, pasted, or given as an argument: URLs are what has a
    /// scheme; several in one line are divided by spaces. Everything else is a path, spaces and all.
    pub fn read(line: &str) -> Vec<Self> {
        if let Some(pieces) = quoted(line) {
            return pieces.into_iter().filter_map(Self::read_one).collect();
        }
        let bare = line.trim_start_matches(|c: char| c.is_whitespace() || "<\"\u{feff}\u{200b}".contains(c));
        let line = if address::has_scheme(bare) { bare } else { line };
        let mut starts = vec![0];
        let mut in_url = address::has_scheme(line);
        for (place, _) in line.match_indices(char::is_whitespace) {
            let word = line.get(place..).unwrap_or_default().trim_start();
            // Names of folders may end with a colon.
            let common = word.get(..4).is_some_and(|begin| begin.eq_ignore_ascii_case("http"));
            let url = address::has_scheme(word) && (in_url || common);
            if url || (in_url && Path::new(word).is_absolute()) {
                starts.push(line.len() - word.len());
                in_url = url;
            }
        }
        starts.dedup();
        if let [_] = starts.as_slice() {
            return Self::read_one(line).into_iter().collect();
        }
        let ends = starts.iter().skip(1).copied().chain([line.len()]);
        let pieces = starts.iter().zip(ends).filter_map(|(start, end)| line.get(*start..end));
        pieces.filter_map(|piece| Self::read_one(piece.trim())).collect()
    }

    fn read_one(text: &str) -> Option<Self> {
        let url = text.trim();
        if url.is_empty() {
            return None;
        }
        if !address::has_scheme(url) {
            return Some(Self::File(PathBuf::from(text)));
        }
        let parsed = url::Url::parse(url).ok().filter(|url| url.scheme() == "file");
        let path = parsed.and_then(|url| url.to_file_path().ok());
        Some(path.map_or_else(|| Self::Url(address::clean(url)), Self::File))
    }

    /// The same with the home folder for the tilde that stands for it at the beginning of a path, as in a shell.
    #[must_use]
    pub fn at_home(self, home: &Path) -> Self {
        match self {
            Self::File(path) => {
                Self::File(path.strip_prefix("~").map(|rest| home.join(rest)).unwrap_or(path))
            }
            Self::Url(_) | Self::Asset(..) => self,
        }
    }

    /// The path of a local file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Url(_) | Self::Asset(..) => None,
        }
    }

    /// What the row is called: the file's name, or host and path of the URL.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path
                .file_name()
                .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned()),
            Self::Url(_) => {
                let url = self.public_text();
                // Any other scheme is the reason why the URL is refused.
                let common = ["http://", "https://"].iter().find_map(|scheme| url.strip_prefix(scheme));
                let name = common.unwrap_or(&url);
                let read = percent_encoding::percent_decode_str(name).decode_utf8().ok();
                let plain = read.filter(|read| !read.chars().any(char::is_control));
                plain.map_or_else(|| name.to_owned(), Cow::into_owned)
            }
            Self::Asset(id, name) if name.is_empty() => id.0.clone(),
            Self::Asset(_, name) => name.clone(),
        }
    }

    /// The name an asset is given: the file's, or the last piece of the URL's path.
    pub fn asset_name(&self) -> String {
        let name = self.name();
        match self {
            Self::File(_) | Self::Asset(..) => name,
            Self::Url(_) => {
                let last = name.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                if last.is_empty() { name.clone() } else { last.to_owned() }
            }
        }
    }

    /// The path, the URL, or the asset's ID, whole.
    pub fn text(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Url(url) => url.clone(),
            Self::Asset(id, _) => id.0.clone(),
        }
    }

    /// The same for everybody to read: a URL may carry a password before its host and a signature after its path.
    pub fn public_text(&self) -> String {
        let text = self.text();
        let Self::Url(url) = self else { return text };
        let bare = url.split(['?', '#']).next().unwrap_or_default();
        let Some((scheme, rest)) = bare.split_once("://") else { return bare.to_owned() };
        let (host, path) = rest.split_once('/').map_or((rest, None), |(host, path)| (host, Some(path)));
        let host = host.rsplit('@').next().unwrap_or_default();
        path.map_or_else(|| format!("{scheme}://{host}"), |path| format!("{scheme}://{host}/{path}"))
    }

    /// The asset, where there is one before anything was sent. Whether it is ready is for the platform to say.
    pub(crate) fn asset(&self) -> Option<(AssetId, AssetStatus)> {
        match self {
            Self::File(_) | Self::Url(_) => None,
            Self::Asset(id, _) => Some((id.clone(), AssetStatus::Processing)),
        }
    }
}

/// What quotes stand around, as file managers and terminals copy one path or several; nothing where there is more than
/// that. Quotes of a relative path may belong to its name.
fn quoted(line: &str) -> Option<Vec<&str>> {
    let whole = |text: &str| {
        let (mut letters, drive) = (text.chars(), text.get(1..3));
        let windows = letters.next().is_some_and(|letter| letter.is_ascii_alphabetic())
            && drive.is_some_and(|rest| matches!(rest, r":\" | ":/"));
        windows || text.starts_with(r"\\") || Path::new(text).is_absolute() || address::has_scheme(text)
    };
    let (mut pieces, mut rest) = (Vec::new(), line.trim());
    while let Some(quote) = rest.chars().next() {
        let inner = rest.strip_prefix(quote).filter(|_| matches!(quote, '"' | '\''))?;
        let (piece, after) = inner.split_once(quote)?;
        if !whole(piece) || !(after.is_empty() || after.starts_with(char::is_whitespace)) {
            return None;
        }
        pieces.push(piece);
        rest = after.trim_start();
    }
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Source {
        Source::Url(text.to_owned())
    }

    fn file(text: &str) -> Source {
        Source::File(PathBuf::from(text))
    }

    #[test]
    fn a_tilde_is_the_home_folder() {
        let home = Path::new("/home/ada");
        for (text, path) in [
            ("~/봄 소풍.mp4", "/home/ada/봄 소풍.mp4"),
            ("~", "/home/ada"),
            ("~ada/a.mp4", "~ada/a.mp4"),
            ("/tmp/~/a.mp4", "/tmp/~/a.mp4"),
        ] {
            let [source] = &Source::read(text)[..] else { panic!("{text}") };
            assert_eq!(source.clone().at_home(home), file(path), "{text}");
        }
        let remote = url("https://example.org/~/a.mp4");
        assert_eq!(remote.clone().at_home(home), remote);
    }

    #[test]
    fn quotes_around_a_whole_path_are_no_part_of_it() {
        for (text, path) in [
            (r#""C:\Users\a b.mp4""#, r"C:\Users\a b.mp4"),
            (r#""\\server\share\a.mp4" "#, r"\\server\share\a.mp4"),
            ("'D:/봄 소풍.mp4'", "D:/봄 소풍.mp4"),
            // These quotes may belong to the name.
            (r#""a b.mp4""#, r#""a b.mp4""#),
            (r#""C:\a"b.mp4""#, r#""C:\a"b.mp4""#),
            (r#""C:\a.mp4"#, r#""C:\a.mp4"#),
        ] {
            assert_eq!(Source::read(text), [file(path)], "{text}");
        }
        assert_eq!(
            Source::read(r#""C:\a b.mp4"  'D:/봄 it"s.mp4'"#),
            [file(r"C:\a b.mp4"), file("D:/봄 it\"s.mp4")]
        );
        assert_eq!(Source::read(r#""C:\a.mp4" b.mp4"#), [file(r#""C:\a.mp4" b.mp4"#)]);
        assert_eq!(Source::read("'https://example.org/a.mp4'"), [url("https://example.org/a.mp4")]);
        if cfg!(unix) {
            assert_eq!(Source::read("'/tmp/a b.mp4'"), [file("/tmp/a b.mp4")]);
            assert_eq!(Source::read("\"file:///tmp/a%20b.mp4\""), [file("/tmp/a b.mp4")]);
        }
    }

    #[test]
    fn whatever_has_a_scheme_is_a_url_and_the_rest_are_paths() {
        let blob = "blob:https://h/0ba1";
        for text in ["https://example.org/a.mp4", "s3://bucket/a.mp4", "gs://b/a", "magnet:?xt=urn:a", blob] {
            assert_eq!(Source::read(text), [url(text)]);
        }
        assert_eq!(Source::read("HTTP://h/a"), [url("http://h/a")]);
        assert_eq!(Source::read(r"https:\\h\a"), [url("https://h/a")]);
        for text in [
            "a.mp4",
            "/tmp/a.mp4",
            "C://a.mp4",
            r"C:\a b.mp4",
            "my folder://a.mp4",
            "://a",
            "example.org/a.mp4",
            "www.example.org",
            " a.mp4 ",
            "note: http.mp4",
            "/videos/봄 소풍 100%.mp4",
        ] {
            assert_eq!(Source::read(text), [file(text)]);
        }
        assert_eq!(Source::read(" "), []);
    }

    #[cfg(unix)]
    #[test]
    fn file_urls_are_files() {
        for text in ["file:///videos/a%20b.mp4", "FILE:///videos/a%20b.mp4", "file:/videos/a%20b.mp4"] {
            assert_eq!(Source::read(text), [file("/videos/a b.mp4")]);
        }
        assert_eq!(Source::read("file://nas/share/a.mp4"), [url("file://nas/share/a.mp4")]);
        assert_eq!(
            Source::read("https://h/a.mp4 /videos/봄 소풍.mp4 https://h/b.mp4"),
            [url("https://h/a.mp4"), file("/videos/봄 소풍.mp4"), url("https://h/b.mp4")]
        );
    }

    #[test]
    fn several_urls_in_one_line_are_several_and_a_space_inside_one_is_part_of_it() {
        assert_eq!(
            Source::read("https://h/a.mp4  https://h/b.mp4,"),
            [url("https://h/a.mp4"), url("https://h/b.mp4")]
        );
        assert_eq!(Source::read("https://h/my film.mp4"), [url("https://h/my%20film.mp4")]);
    }

    #[test]
    fn a_url_is_called_as_people_write_it() {
        assert_eq!(url("https://h/%EB%B4%84%20a.mp4?x=1").asset_name(), "봄 a.mp4");
        assert_eq!(url("https://h/%FF%0A.mp4").asset_name(), "%FF%0A.mp4");
        assert_eq!(url("https://h/a.mp4?sig=1").name(), "h/a.mp4");
        for other in
            ["s3://b/k", "gs://b/k.mp4", "ftp://h/a.mp4", "sftp://h/a", "rtsp://h/1", "blob:https://h/1"]
        {
            assert_eq!(url(other).name(), other, "the scheme is why it is refused");
        }
        assert_eq!(url("ftp://me:secret@h/a.mp4").name(), "ftp://h/a.mp4");
    }
}
