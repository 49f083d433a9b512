//! The messages at run time: one bundle for each language, made when it is first used.

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::language::{Language, language};
use crate::{ALL, HELP, PLAIN, SOURCES, numbers, pseudo};
use takeup_model::shown;

/// An integer argument. It selects plural forms and is shown in groups of three digits. Fluent keeps numbers
/// as `f64`, so it is exact up to 2^53: 9 petabytes.
#[derive(Clone, Copy, Debug)]
pub struct Number(i64);

macro_rules! number {
    ($($kind:ty),*) => {
        $(impl From<$kind> for Number {
            fn from(value: $kind) -> Self {
                Self(i64::try_from(value).unwrap_or(i64::MAX))
            }
        })*
    };
}

number!(i32, i64, u8, u16, u32, u64, usize);

impl From<Number> for FluentValue<'_> {
    fn from(number: Number) -> Self {
        number.0.into()
    }
}

/// The messages of one language.
struct Messages {
    bundle: FluentBundle<FluentResource>,
    /// What takes no arguments is formatted once. The indexes are those of `ALL`.
    plain: Vec<String>,
}

/// The help text with this ID, for the console's options.
pub fn help(id: &str) -> Option<&'static str> {
    HELP.binary_search(&id).ok()?;
    ALL.binary_search(&id).ok().map(plain)
}

/// A message without arguments.
pub(crate) fn plain(index: usize) -> &'static str {
    messages(language()).plain.get(index).map_or("", String::as_str)
}

/// A message with its arguments. What breaks a line or turns the direction is an escape in an argument: a name is no
/// second line of a text, nor another name.
pub(crate) fn filled<const N: usize>(
    index: usize,
    arguments: [(&'static str, FluentValue<'_>); N],
) -> String {
    let arguments = FluentArgs::from_iter(arguments.map(|(name, value)| (name, on_one_line(value))));
    format(&messages(language()).bundle, index, Some(&arguments))
}

fn on_one_line(value: FluentValue<'_>) -> FluentValue<'_> {
    if let FluentValue::String(text) = &value
        && let Cow::Owned(shown) = shown(text)
    {
        return FluentValue::String(shown.into());
    }
    value
}

/// The build script has checked IDs and arguments; should one be missing all the same, Fluent shows its name.
fn format(bundle: &FluentBundle<FluentResource>, index: usize, arguments: Option<&FluentArgs<'_>>) -> String {
    let id = ALL.get(index).copied().unwrap_or_default();
    let pattern = bundle.get_message(id).and_then(|message| message.value());
    pattern.map_or_else(
        || id.to_owned(),
        |pattern| bundle.format_pattern(pattern, arguments, &mut Vec::new()).into_owned(),
    )
}

fn messages(language: Language) -> &'static Messages {
    static MESSAGES: [OnceLock<Messages>; Language::COUNT] = [const { OnceLock::new() }; Language::COUNT];
    MESSAGES[language as usize].get_or_init(|| Messages::new(language))
}

impl Messages {
    fn new(language: Language) -> Self {
        let english = source(Language::En.code()).to_owned();
        let sources = if language == Language::Pseudo {
            vec![pseudo::changed(english)]
        } else {
            let own = (language != Language::En).then(|| source(language.code()).to_owned());
            [Some(english), own].into_iter().flatten().collect()
        };
        let bundle = bundle(language, sources);
        let one = |(index, plain): (usize, &bool)| match plain {
            true => format(&bundle, index, None),
            false => String::new(),
        };
        let plain = PLAIN.iter().enumerate().map(one).collect();
        Self { bundle, plain }
    }
}

fn source(code: &str) -> &'static str {
    SOURCES.iter().find(|(known, _)| *known == code).map_or("", |(_, source)| source)
}

/// Later sources override earlier ones.
fn bundle(language: Language, sources: Vec<String>) -> FluentBundle<FluentResource> {
    // Plural forms of the pseudo-locale are those of English.
    let rules = if language == Language::Pseudo { Language::En } else { language };
    let mut bundle = FluentBundle::new_concurrent(vec![rules.code().parse().unwrap_or_default()]);
    // Isolation marks are for mixed directions; they show as boxes in terminals and get into copied text.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| {
        let FluentValue::Number(number) = value else { return None };
        Some(numbers::separated(&number.as_string()))
    }));
    // It fails only if NUMBER is there already.
    drop(bundle.add_builtins());
    for source in sources {
        // The build script refuses what does not parse.
        bundle.add_resource_overriding(FluentResource::try_new(source).unwrap_or_else(|(known, _)| known));
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::msg::formats;

    #[test]
    fn plural_forms_and_groups_come_from_the_number() {
        assert_eq!(formats::days_left(1), "1 day left");
        assert_eq!(formats::days_left(12_345_usize), "12,345 days left");
        assert_eq!(formats::bytes_exact(1_u64 << 53), "9,007,199,254,740,992 bytes");
        assert_eq!(formats::days_left(-1_000_i64), "-1,000 days left");
    }

    #[test]
    fn text_arguments_stay_as_they_are() {
        assert_eq!(formats::bytes("0012"), "0012 B");
        assert_eq!(formats::bytes(String::from("{ $x }")), "{ $x } B");
    }

    #[test]
    fn a_name_breaks_no_line_and_turns_no_direction() {
        assert_eq!(formats::bytes("a\nb\u{202e}c"), r"a\nb\u{202e}c B");
    }

    #[test]
    fn every_message_of_every_language_is_complete() {
        for language in Language::ALL.iter().chain([&Language::Pseudo]) {
            let messages = messages(*language);
            for (id, plain) in ALL.iter().zip(PLAIN) {
                let pattern = messages.bundle.get_message(id).and_then(|message| message.value()).unwrap();
                let mut faults = Vec::new();
                let text = messages.bundle.format_pattern(pattern, None, &mut faults);
                // Japanese has nothing between two sentences. Without arguments, only those may be missing.
                let told = !text.is_empty() || (*language, *id) == (Language::Ja, "format-sentence-between");
                assert!(told && (faults.is_empty() || !plain), "{language:?} {id}: {faults:?}");
            }
        }
    }

    #[test]
    fn a_missing_argument_shows_its_name() {
        let bundle = bundle(Language::En, vec!["days-left = { $days } days\n".to_owned()]);
        let index = ALL.binary_search(&"days-left").unwrap();
        assert_eq!(format(&bundle, index, None), "{$days} days");
    }

    #[test]
    fn later_sources_override_earlier_ones() {
        let sources = ["today = Today\nyesterday = Yesterday\n", "today = 오늘\n"].map(str::to_owned);
        let bundle = bundle(Language::En, sources.to_vec());
        let told = |id: &str| format(&bundle, ALL.binary_search(&id).unwrap(), None);
        assert_eq!((told("today").as_str(), told("yesterday").as_str()), ("오늘", "Yesterday"));
    }

    #[test]
    fn only_help_texts_are_looked_up() {
        assert_eq!(help("today"), None);
        assert_eq!(help("no-such-id"), None);
        assert!(HELP.iter().all(|id| help(id).is_some_and(|text| !text.is_empty())));
    }
}
