//! The way to the platform, in words.

use takeup_model::ProxyFlaw;

use crate::msg::arguments;

/// What is wrong with the URL of a proxy, as a part of a sentence.
pub fn proxy_flaw(flaw: ProxyFlaw) -> &'static str {
    match flaw {
        ProxyFlaw::NoUrl => arguments::argument_proxy_no_url(),
        ProxyFlaw::Scheme => arguments::argument_proxy_scheme(),
        ProxyFlaw::Password => arguments::argument_proxy_password(),
    }
}
