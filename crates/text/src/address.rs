//! URLs that the platform cannot fetch from.

use crate::failures::{bare, sentences};
use crate::msg::{failures, urls};
use crate::times;
use takeup_model::{Alternative, Obstacle, address};

/// Why the platform cannot fetch from a URL, and what to do instead.
pub fn obstacle(why: &Obstacle) -> String {
    sentences(failures::failure_told(headline(why)), advice(why))
}

/// The same for several URLs: a headline, and the advice.
pub(crate) fn common(why: &Obstacle) -> (String, String) {
    (headline(why), advice(why))
}

fn headline(why: &Obstacle) -> String {
    match why {
        Obstacle::NoUrl(reason) => urls::url_invalid(bare(reason)),
        Obstacle::Scheme(scheme) => urls::url_scheme(scheme),
        Obstacle::Credentials => urls::url_credentials().to_owned(),
        Obstacle::Local(host) => urls::url_local(host),
        Obstacle::DriveFolder => urls::url_drive_folder().to_owned(),
        Obstacle::Html(host) => urls::url_html(host),
        Obstacle::Expired(until) => urls::url_expired(times::column(*until)),
        Obstacle::Page(service) => match service.instead {
            Alternative::Path => urls::url_this_computer().to_owned(),
            Alternative::Presigned => urls::url_service(service.name),
            Alternative::Original | Alternative::Download | Alternative::Query(_) => {
                urls::url_page(service.name)
            }
        },
    }
}

fn advice(why: &Obstacle) -> String {
    let advice = match why {
        Obstacle::NoUrl(_) => urls::url_advice_invalid(),
        Obstacle::Scheme(_) => urls::url_advice_scheme(),
        Obstacle::Credentials => urls::url_advice_credentials(),
        Obstacle::Local(_) => urls::url_advice_local(),
        Obstacle::DriveFolder => urls::url_advice_drive_folder(),
        Obstacle::Html(_) => urls::url_advice_html(),
        Obstacle::Expired(_) => urls::url_advice_expired(),
        Obstacle::Page(service) => match service.instead {
            Alternative::Original => urls::url_advice_original(),
            Alternative::Download => urls::url_advice_download(),
            Alternative::Query(end) => return urls::url_advice_query(end),
            Alternative::Presigned => urls::url_advice_presigned(),
            Alternative::Path => urls::url_advice_path(),
        },
    };
    advice.to_owned()
}

/// What is worth knowing of a URL that is accepted.
pub fn address_notes(url: &str) -> Vec<String> {
    let playlist = address::is_playlist(url).then(|| urls::url_playlist().to_owned());
    let expiry = address::expiry(url).map(|until| urls::url_expires(times::column(until)));
    playlist.into_iter().chain(expiry).collect()
}
