//! How names are compared with what a person types.

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfkc_quick};

/// The text as it is searched for: in small letters, full-width letters and digits as the others, and accents, Hangul and
/// Kana composed, however they were written.
pub fn searchable(text: &str) -> String {
    if is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        return text.to_lowercase();
    }
    text.nfkc().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_found() {
        for (name, typed) in [
            ("２０２４年度_総会.MP4", "2024年度"),
            ("Ｃｌｉｐ　１.mp4", "clip 1"),
            ("\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}.mov", "한국"),
            ("カ\u{3099}イト\u{3099}.mp4", "ガイド"),
            ("ｶﾞｲﾄﾞ.mp4", "ガイド"),
            ("Été.mov", "e\u{301}te\u{301}"),
        ] {
            assert!(searchable(name).contains(&searchable(typed)), "{name}: {typed}");
        }
        assert!(!searchable("clip.mp4").contains(&searchable("clop")));
    }
}
