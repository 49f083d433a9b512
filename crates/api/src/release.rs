//! The small files by which a release is announced. Requests for them carry no key, and go the way of all others.

use reqwest::Url;
use reqwest::header::LOCATION;

use super::{Error, HttpClients, answer, in_time};

/// No such file is longer.
const LONGEST: usize = 64 << 10;
/// A host may pass the request on so often.
const HOPS: usize = 5;

impl HttpClients {
    /// A file of the release that this page describes.
    pub async fn release_file(&self, page: &str, name: &str) -> Result<Vec<u8>, Error> {
        let url = format!("{page}/download/{name}");
        let mut url = Url::parse(&url).map_err(|error| Error::ServerUrl(format!("{url}: {error}")))?;
        self.safe(&url)?;
        for _ in 0..HOPS {
            let response = self.ask(self.requests.get(url.clone())).await?;
            let target = response.headers().get(LOCATION).filter(|_| response.status().is_redirection());
            let target = target.and_then(|target| url.join(target.to_str().ok()?).ok());
            match target.filter(|target| self.safe(target).is_ok()) {
                Some(target) => url = target,
                None => return in_time(answer::of_file(response, LONGEST)).await,
            }
        }
        Err(Error::Malformed("Location".to_owned()))
    }
}
