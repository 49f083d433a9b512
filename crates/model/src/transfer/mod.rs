//! How bytes travel: the wire, concurrency, bandwidth, batch, forecast.

pub(crate) mod answers;
pub(crate) mod bandwidth;
pub(crate) mod batch;
pub(crate) mod concurrency;
pub(crate) mod forecast;
pub(crate) mod wire;
