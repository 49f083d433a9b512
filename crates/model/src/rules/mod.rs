//! What the platform asks of files, URLs and requests, and how failures are told apart.

pub mod address;
pub(crate) mod failure;
pub(crate) mod limits;
pub(crate) mod media;
pub mod requirements;
pub(crate) mod sources;
