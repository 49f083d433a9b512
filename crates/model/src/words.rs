//! The stable words of closed enums: what the journal, the settings, the command line and the JSON call them.

/// Gives a closed enum its words. The word of each variant is written once; all of them, and reading one, follow
/// from that.
#[macro_export]
macro_rules! words {
    ($name:ident { $($variant:ident => $word:literal),+ $(,)? }) => {
        impl $name {
            /// All of them.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// The stable word for it.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// Reads the word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.word() == word)
            }
        }
    };
}

/// The same for an open enum: the platform's words, read in any case. One that nobody knows is kept as `Other`.
macro_rules! open_words {
    ($name:ident { $($variant:ident => $word:literal $(| $alias:literal)*),+ $(,)? }) => {
        impl $name {
            /// The platform's word.
            pub fn word(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Other(word) => word,
                }
            }

            /// Reads the platform's word, in any case.
            pub fn parse(word: &str) -> Self {
                match word.to_ascii_lowercase().as_str() {
                    $($word $(| $alias)* => Self::$variant,)+
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

pub(crate) use open_words;
pub(crate) use words;

#[cfg(test)]
mod tests {
    use crate::requirements::{Purpose, RequirementKind};
    use crate::{
        DestinationKind, DestinationStateKind, EtagCheck, Existing, FailureReason, Fate, IfExists, LimitKey,
        MediaKind, Method, OutcomeKind, RefusalRule, RouteReason, SessionOrigin, Step, Theme,
    };

    macro_rules! assert_words {
        ($($name:ident),+) => {
            $(for one in $name::ALL {
                assert_eq!($name::parse(one.word()), Some(one));
                let same = $name::ALL.into_iter().filter(|other| other.word() == one.word());
                assert_eq!(same.count(), 1, "{one:?}");
            }
            assert_eq!($name::parse("no such word"), None);)+
        };
    }

    #[test]
    fn every_word_is_read_as_it_was_written() {
        assert_words!(
            DestinationKind,
            DestinationStateKind,
            Existing,
            FailureReason,
            Fate,
            IfExists,
            LimitKey,
            MediaKind,
            Method,
            OutcomeKind,
            Purpose,
            RefusalRule,
            RequirementKind,
            RouteReason,
            SessionOrigin,
            Step,
            Theme
        );
        for proof in EtagCheck::ALL {
            assert_eq!(EtagCheck::parse(proof.word(), 0), Some(proof));
        }
        assert_eq!(EtagCheck::parse("md5", 7), Some(EtagCheck::Matched(7)));
    }
}
