//! What a person tells the platform about an upload: keys and values, by the platform's rules.

use std::collections::BTreeMap;

use serde_json::{Number, Value};

/// Keys that the platform keeps for itself.
const RESERVED: [&str; 8] =
    ["duration", "filename", "fps", "height", "model_names", "size", "video_title", "width"];
/// Keys that begin like this are marks of this program.
const OURS: &str = "takeup_";
/// Whole numbers beyond this lose digits on the way, and travel as text.
const GREATEST: u64 = (1 << 53) - 1;

/// Keys and values that fit the platform's rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata(BTreeMap<String, MetadataValue>);

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MetadataValue {
    /// True or false.
    Flag(bool),
    /// A number that survives the way.
    Number(Number),
    /// Text.
    Text(String),
    /// Several texts.
    Texts(Vec<String>),
    /// Something else that the platform tells; nobody can set it here.
    Other(Value),
}

/// Why something cannot be told to the platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MetadataFlaw {
    /// There is no key.
    NoKey,
    /// The key is kept for the platform, or for this program.
    Reserved(String),
    /// The value of this key is a list of something else than texts, or has members of its own.
    Value(String),
    /// The key is there twice.
    Twice(String),
}

impl Metadata {
    /// What was typed and judged before, by a version that may have had other rules. What breaks a rule is left out: the
    /// platform would refuse it too.
    pub fn of_typed(typed: &BTreeMap<String, String>) -> Self {
        let mut metadata = Self::default();
        for (key, value) in typed {
            drop(metadata.set(key, value));
        }
        metadata
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The keys and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &MetadataValue)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// Takes in a key and what was typed or written for it. An empty value tells nothing.
    ///
    /// # Errors
    /// The flaw names the rule.
    pub fn set(&mut self, key: &str, text: &str) -> Result<(), MetadataFlaw> {
        let key = checked(key)?;
        let text = text.trim();
        if text.is_empty() {
            self.0.remove(key);
        } else {
            self.0.insert(key.to_owned(), value(key, text)?);
        }
        Ok(())
    }

    /// Adds a mark of this program, whose key nobody else can give.
    pub fn mark(&mut self, name: &str, value: MetadataValue) {
        self.0.insert(format!("{OURS}{name}"), value);
    }

    /// What both tell alike.
    #[must_use]
    pub fn shared(&self, other: &Self) -> Self {
        let alike = self.0.iter().filter(|(key, value)| other.0.get(*key) == Some(value));
        Self(alike.map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    /// This, and whatever the other tells that this does not.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let mut all = other.0.clone();
        all.extend(self.0.iter().map(|(key, value)| (key.clone(), value.clone())));
        Self(all)
    }
}

/// What was typed for a key, by the platform's rules for both.
///
/// # Errors
/// The flaw names the rule.
pub fn value(key: &str, text: &str) -> Result<MetadataValue, MetadataFlaw> {
    let key = checked(key)?;
    MetadataValue::read(text).ok_or_else(|| MetadataFlaw::Value(key.to_owned()))
}

/// The key as it is sent.
///
/// # Errors
/// The flaw names the rule.
pub fn checked(key: &str) -> Result<&str, MetadataFlaw> {
    let key = key.trim();
    if key.is_empty() {
        return Err(MetadataFlaw::NoKey);
    }
    if RESERVED.contains(&key) || key.starts_with(OURS) {
        return Err(MetadataFlaw::Reserved(key.to_owned()));
    }
    Ok(key)
}

impl MetadataValue {
    /// Reads a value: `true`, a number that is written as it is sent, a list like `["a", "b"]`, a text in quotes,
    /// or else the text as it stands.
    fn read(text: &str) -> Option<Self> {
        let plain = || Self::Text(text.to_owned());
        Some(match serde_json::from_str(text) {
            Ok(Value::Bool(on)) => Self::Flag(on),
            Ok(Value::Number(number)) if survives(&number) && number.to_string() == text => {
                Self::Number(number)
            }
            Ok(Value::String(inner)) => Self::Text(inner),
            Ok(Value::Array(items)) => {
                let texts: Option<Vec<String>> =
                    items.iter().map(|item| item.as_str().map(str::to_owned)).collect();
                Self::Texts(texts?)
            }
            Ok(Value::Object(_)) => return None,
            Ok(Value::Number(_) | Value::Null) | Err(_) => plain(),
        })
    }

    /// The value as JSON has it.
    pub fn json(&self) -> Value {
        match self {
            Self::Flag(on) => Value::Bool(*on),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Text(text) => Value::String(text.clone()),
            Self::Texts(texts) => Value::from(texts.clone()),
            Self::Other(value) => value.clone(),
        }
    }

    /// What has to be typed for this value.
    pub fn text(&self) -> String {
        match self {
            Self::Flag(on) => on.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Other(value) => value.to_string(),
            Self::Texts(_) => self.json().to_string(),
            // What is typed is trimmed, and nothing typed is no value.
            Self::Text(text)
                if Self::read(text).as_ref() == Some(self) && text.trim() == text && !text.is_empty() =>
            {
                text.clone()
            }
            Self::Text(text) => Value::from(text.as_str()).to_string(),
        }
    }
}

fn survives(number: &Number) -> bool {
    let whole = number.as_u64().or(number.as_i64().map(i64::unsigned_abs));
    whole.map_or(number.is_f64(), |whole| whole <= GREATEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Result<Option<MetadataValue>, MetadataFlaw> {
        let mut metadata = Metadata::default();
        metadata.set("key", text)?;
        Ok(metadata.0.remove("key"))
    }

    fn text(text: &str) -> MetadataValue {
        MetadataValue::Text(text.to_owned())
    }

    #[test]
    fn values_are_what_they_look_like_and_nothing_is_lost() {
        assert_eq!(value("true"), Ok(Some(MetadataValue::Flag(true))));
        assert_eq!(value("12"), Ok(Some(MetadataValue::Number(12.into()))));
        assert_eq!(value(" -1.5 "), Ok(Some(MetadataValue::Number(Number::from_f64(-1.5).unwrap()))));
        assert_eq!(
            value("9007199254740991"),
            Ok(Some(MetadataValue::Number(9_007_199_254_740_991_u64.into())))
        );
        for kept in [
            "9007199254740992",
            "-9007199254740992",
            "007",
            "1.10",
            "1e3",
            "1e999",
            "null",
            "봄 소풍",
            "[",
            "2026-03-01",
        ] {
            assert_eq!(value(kept), Ok(Some(text(kept))), "{kept}");
        }
        assert_eq!(value("\"12\""), Ok(Some(text("12"))));
        let texts = MetadataValue::Texts(vec!["a".to_owned(), "b, c".to_owned()]);
        assert_eq!(value("[\"a\", \"b, c\"]"), Ok(Some(texts)));
        assert_eq!(value("  "), Ok(None));
        for bad in ["{\"a\": 1}", "[1, 2]", "[[\"a\"]]"] {
            assert_eq!(value(bad), Err(MetadataFlaw::Value("key".to_owned())), "{bad}");
        }
    }

    #[test]
    fn what_is_shown_can_be_typed_again() {
        for datum in [
            MetadataValue::Flag(false),
            MetadataValue::Number(3.into()),
            text("12"),
            text("true"),
            text("plain"),
            text(" spaced "),
            text("[]"),
            text(""),
            MetadataValue::Texts(vec!["a \"b\"".to_owned()]),
        ] {
            assert_eq!(value(&datum.text()), Ok(Some(datum.clone())), "{datum:?}");
        }
    }

    #[test]
    fn reserved_and_empty_keys_are_refused() {
        let mut metadata = Metadata::default();
        for key in ["duration", " width ", "takeup_upload"] {
            assert_eq!(metadata.set(key, "1"), Err(MetadataFlaw::Reserved(key.trim().to_owned())));
        }
        assert_eq!(metadata.set("  ", "1"), Err(MetadataFlaw::NoKey));
        metadata.set("Duration", "1").unwrap();
        metadata.set("Duration", "").unwrap();
        assert!(metadata.is_empty());
    }

    #[test]
    fn what_is_said_closer_to_the_file_counts() {
        let (mut near, mut far) = (Metadata::default(), Metadata::default());
        near.set("camera", "A").unwrap();
        far.set("camera", "B").unwrap();
        far.set("season", "2026").unwrap();
        let all = near.with(&far);
        let said: Vec<_> = all.iter().map(|(key, value)| format!("{key}={}", value.text())).collect();
        assert_eq!(said, ["camera=A", "season=2026"]);
    }
}
