//! What is typed and must be read by nobody else.

use std::fmt;

use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;

/// A secret while it is being typed. It is in no log, and its memory is cleared.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct TypedSecret(Zeroizing<String>);

impl fmt::Debug for TypedSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(stringify!(TypedSecret)).finish_non_exhaustive()
    }
}

impl TypedSecret {
    /// The text, for the field that it is typed into.
    pub fn text(&mut self) -> &mut String {
        &mut self.0
    }

    /// Whether nothing has been typed.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// The secret, which also stays in its field.
    pub fn entered(&self) -> SecretString {
        SecretString::from(self.0.trim())
    }

    /// Takes the secret away from the screen.
    pub fn take(&mut self) -> SecretString {
        let entered = self.entered();
        self.clear();
        entered
    }

    /// Empties the field.
    pub fn clear(&mut self) {
        self.0 = Zeroizing::default();
    }
}
