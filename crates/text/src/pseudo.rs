//! The pseudo-locale: English with accents, doubled vowels and marked ends.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::{parser, serializer};

/// Patterns for dates and the like begin with this. Their letters are instructions.
const FORMATS: &str = "format-";

/// A Fluent source with every text changed. Arguments, terms and formats stay as they are.
pub(crate) fn changed(source: String) -> String {
    let mut resource = parser::parse(source).unwrap_or_else(|(resource, _)| resource);
    for entry in &mut resource.body {
        if let Entry::Message(message) = entry
            && !message.id.name.starts_with(FORMATS)
            && let Some(pattern) = &mut message.value
        {
            accent(pattern);
            pattern.elements.insert(0, PatternElement::TextElement { value: "⟦".to_owned() });
            pattern.elements.push(PatternElement::TextElement { value: "⟧".to_owned() });
        }
    }
    serializer::serialize(&resource)
}

fn accent(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => *value = accented(value),
            PatternElement::Placeable { expression } => within(expression),
        }
    }
}

fn within(expression: &mut Expression<String>) {
    match expression {
        Expression::Select { variants, .. } => {
            for variant in variants {
                accent(&mut variant.value);
            }
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => within(expression),
        Expression::Inline(_) => {}
    }
}

/// Vowels are doubled: that makes English about as long as German. All letters are in common fonts.
fn accented(text: &str) -> String {
    let mut changed = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        match letter {
            'a' => changed.push_str("áà"),
            'e' => changed.push_str("éè"),
            'i' => changed.push_str("íì"),
            'o' => changed.push_str("óò"),
            'u' => changed.push_str("úù"),
            'A' => changed.push_str("Áà"),
            'E' => changed.push_str("Éè"),
            'I' => changed.push_str("Íì"),
            'O' => changed.push_str("Óò"),
            'U' => changed.push_str("Úù"),
            'c' => changed.push('ç'),
            'n' => changed.push('ñ'),
            's' => changed.push('š'),
            'y' => changed.push('ý'),
            'z' => changed.push('ž'),
            other => changed.push(other),
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use crate::language::{Language, in_language};
    use crate::msg::formats;
    use crate::{ALL, message, numbers, times};

    #[test]
    fn a_message_is_marked_once_and_its_arguments_stay_readable() {
        in_language(Language::Pseudo, || {
            assert_eq!(formats::bytes_exact(1), "⟦1 býtéè⟧");
            assert_eq!(formats::bytes_exact(2_000), "⟦2,000 býtéèš⟧");
            assert_eq!(formats::part_of("some", "all"), "⟦some óòf all⟧");
            assert_eq!(formats::under_a_second(), "⟦úùñdéèr 1 š⟧");
        });
    }

    #[test]
    fn several_lines_are_one_message() {
        let changed = super::changed("a =\n    one\n    { $x } two\n-b = Takeup\n".to_owned());
        assert_eq!(changed, "a =\n    ⟦óòñéè\n    { $x } twóò⟧\n-b = Takeup\n");
    }

    #[test]
    fn patterns_still_work() {
        let then = "2025-12-08T17:05:00Z".parse().unwrap();
        in_language(Language::Pseudo, || {
            assert_eq!(times::date(then, &jiff::tz::TimeZone::UTC), "8 Dec 2025");
            assert_eq!(numbers::list(["a", "b", "c"]), "a, b and c");
        });
    }

    #[test]
    fn text_is_about_two_fifths_longer() {
        let text = "Files over a limit are not sent; their row says why. Raise a limit only if your plan allows more.";
        let (before, after) = (text.chars().count(), super::accented(text).chars().count());
        assert!((130..160).contains(&(after * 100 / before)), "{before} became {after}");
    }

    #[test]
    fn no_plain_message_is_left_as_it_was() {
        for (index, id) in ALL.iter().enumerate().filter(|(_, id)| !id.starts_with(super::FORMATS)) {
            let changed = in_language(Language::Pseudo, || message::plain(index));
            assert!(
                changed.is_empty() || changed.starts_with('⟦') && changed.ends_with('⟧'),
                "{id}: {changed}"
            );
        }
    }
}
