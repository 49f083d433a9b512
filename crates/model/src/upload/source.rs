//! Where bytes come from.

use std::path::{Path, PathBuf};

use crate::{AssetId, AssetStatus};

/// Where bytes come from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A local file.
    File(PathBuf),
    /// A public URL that the platform fetches.
    Url(String),
    /// Nowhere: an asset that is on the platform already, and its file name.
    Asset(AssetId, String),
}

impl Source {
    /// The path of a local file.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Url(_) | Self::Asset(..) => None,
        }
    }

    /// What the row is called: the file's name, or host and path of the URL.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path
                .file_name()
                .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned()),
            Self::Url(_) => {
                let url = self.public_text();
                url.split_once("://").map_or(url.as_str(), |(_, rest)| rest).to_owned()
            }
            Self::Asset(id, name) if name.is_empty() => id.0.clone(),
            Self::Asset(_, name) => name.clone(),
        }
    }

    /// The name an asset is given: the file's, or the last piece of the URL's path.
    pub fn asset_name(&self) -> String {
        let name = self.name();
        match self {
            Self::File(_) | Self::Asset(..) => name,
            Self::Url(_) => {
                let last = name.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                if last.is_empty() { name.clone() } else { last.to_owned() }
            }
        }
    }

    /// The path, the URL, or the asset's ID, whole.
    pub fn text(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Url(url) => url.clone(),
            Self::Asset(id, _) => id.0.clone(),
        }
    }

    /// The same for everybody to read: a URL may carry a password before its host and a signature after its path.
    pub fn public_text(&self) -> String {
        let text = self.text();
        let Self::Url(url) = self else { return text };
        let bare = url.split(['?', '#']).next().unwrap_or_default();
        let Some((scheme, rest)) = bare.split_once("://") else { return bare.to_owned() };
        let (host, path) = rest.split_once('/').map_or((rest, None), |(host, path)| (host, Some(path)));
        let host = host.rsplit('@').next().unwrap_or_default();
        path.map_or_else(|| format!("{scheme}://{host}"), |path| format!("{scheme}://{host}/{path}"))
    }

    /// The asset, where there is one before anything was sent. Whether it is ready is for the platform to say.
    pub(crate) fn asset(&self) -> Option<(AssetId, AssetStatus)> {
        match self {
            Self::File(_) | Self::Url(_) => None,
            Self::Asset(id, _) => Some((id.clone(), AssetStatus::Processing)),
        }
    }
}
