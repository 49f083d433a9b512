//! One file or URL on its way: the job, its parts, its session, its destinations, its receipt.

pub(crate) mod copy;
pub(crate) mod destination;
pub(crate) mod digest;
pub(crate) mod duplicate;
pub(crate) mod events;
pub(crate) mod job;
pub mod metadata;
pub(crate) mod metadata_table;
pub(crate) mod next;
pub(crate) mod offer;
pub(crate) mod options;
pub(crate) mod receipt;
pub(crate) mod route;
pub(crate) mod run_report;
pub(crate) mod session;
pub(crate) mod shard;
pub(crate) mod source;
pub(crate) mod status;
