//! The languages, and which one is spoken.
//!
//! A new one is a folder of locales with a glossary, a variant before the pseudo-locale, its place in `ALL`, and
//! what the compiler then asks for. Once it has every message, it belongs into `COMPLETE` in the build script.

use std::cell::Cell;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A language of the program.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Language {
    /// English.
    En,
    /// Korean.
    Ko,
    /// Japanese.
    Ja,
    /// English with accents and longer words. It shows what is not translated and what does not fit.
    Pseudo,
}

impl Language {
    /// What a person can choose.
    pub const ALL: &[Self] = &[Self::En, Self::Ko, Self::Ja];
    /// How many variants there are.
    pub(crate) const COUNT: usize = Self::Pseudo as usize + 1;

    /// The code of ISO 639, which is also the name of its folder. The pseudo-locale has one for private use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
            Self::Ja => "ja",
            Self::Pseudo => "qps",
        }
    }

    /// The name of the language in that language.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ko => "한국어",
            Self::Ja => "日本語",
            Self::Pseudo => "Pseudo",
        }
    }

    /// What separates groups of three digits, and what the decimals.
    pub(crate) const fn separators(self) -> (char, char) {
        match self {
            Self::En | Self::Ko | Self::Ja | Self::Pseudo => (',', '.'),
        }
    }

    /// The language to speak: the value of `TAKEUP_LANG`, else the setting, else the first language of the
    /// system that there is, else English.
    pub fn choose(
        variable: Option<&str>,
        setting: Option<&str>,
        system: impl IntoIterator<Item = String>,
    ) -> Self {
        variable
            .and_then(Self::from_tag)
            .or_else(|| setting.and_then(Self::from_tag))
            .or_else(|| system.into_iter().find_map(|tag| Self::from_tag(&tag)))
            .unwrap_or(Self::En)
    }

    /// Reads `en`, `en-GB`, `en_US.UTF-8`. `C` and `POSIX` are English.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let part = tag.trim().split(['-', '_', '.', '@']).next()?.to_ascii_lowercase();
        if part == "c" || part == "posix" {
            return Some(Self::En);
        }
        Self::ALL.iter().chain([&Self::Pseudo]).copied().find(|language| language.code() == part)
    }
}

static SPOKEN: AtomicUsize = AtomicUsize::new(Language::En as usize);

thread_local! {
    static HERE: Cell<Option<Language>> = const { Cell::new(None) };
}

/// Changes the language of the whole program. Text that was made before stays as it is.
pub fn set_language(language: Language) {
    SPOKEN.store(language as usize, Ordering::Relaxed);
}

/// Speaks the language of `TAKEUP_LANG`, of the setting, or of the system.
pub fn speak(setting: Option<&str>) {
    let variable = std::env::var("TAKEUP_LANG").ok();
    set_language(Language::choose(variable.as_deref(), setting, system_languages()));
}

/// The language that this thread speaks now.
pub fn language() -> Language {
    HERE.get().unwrap_or_else(|| {
        // The pseudo-locale is the only variant that is not in the list.
        Language::ALL.get(SPOKEN.load(Ordering::Relaxed)).copied().unwrap_or(Language::Pseudo)
    })
}

/// Speaks another language on this thread while `work` runs.
pub fn in_language<T>(language: Language, work: impl FnOnce() -> T) -> T {
    struct Back(Option<Language>);
    impl Drop for Back {
        fn drop(&mut self) {
            HERE.set(self.0);
        }
    }
    let _back = Back(HERE.replace(Some(language)));
    work()
}

/// The languages of the system, the preferred one first.
pub fn system_languages() -> impl Iterator<Item = String> {
    sys_locale::get_locales()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(variable: Option<&str>, setting: Option<&str>, system: &[&str]) -> Language {
        Language::choose(variable, setting, system.iter().map(|tag| (*tag).to_owned()))
    }

    #[test]
    fn the_variable_goes_before_the_setting_and_the_setting_before_the_system() {
        assert_eq!(choose(Some("qps"), Some("en"), &["en"]), Language::Pseudo);
        assert_eq!(choose(None, Some("qps-ploc"), &["en"]), Language::Pseudo);
        assert_eq!(choose(None, None, &["xx-YY", "qps", "en"]), Language::Pseudo);
        assert_eq!(choose(Some("nonsense"), Some(""), &[]), Language::En);
    }

    #[test]
    fn only_the_language_part_of_a_tag_counts() {
        for tag in ["en", "EN-us", "en_GB.UTF-8", "en@euro", "C", "C.UTF-8", "POSIX"] {
            assert_eq!(Language::from_tag(tag), Some(Language::En), "{tag}");
        }
        assert_eq!(Language::from_tag("ko_KR.UTF-8"), Some(Language::Ko));
        assert_eq!(Language::from_tag("ja-JP"), Some(Language::Ja));
        for tag in ["", "e", "english", "xx", "-en"] {
            assert_eq!(Language::from_tag(tag), None, "{tag}");
        }
        assert_eq!(choose(None, None, &["fr", "ja_JP", "en"]), Language::Ja);
        // The system says C; a later entry does not change that.
        assert_eq!(choose(None, None, &["C", "qps"]), Language::En);
    }

    #[test]
    fn the_list_is_in_the_order_of_the_variants_and_ends_before_the_pseudo_locale() {
        let places: Vec<usize> = Language::ALL.iter().map(|language| *language as usize).collect();
        assert_eq!(places, (0..Language::Pseudo as usize).collect::<Vec<_>>());
    }

    #[test]
    fn a_scoped_language_ends_with_its_scope() {
        in_language(Language::Pseudo, || {
            assert_eq!(language(), Language::Pseudo);
            in_language(Language::En, || assert_eq!(language(), Language::En));
            assert_eq!(language(), Language::Pseudo);
            let caught = std::panic::catch_unwind(|| in_language(Language::En, || panic!("on purpose")));
            assert!(caught.is_err());
            assert_eq!(language(), Language::Pseudo);
        });
    }
}
