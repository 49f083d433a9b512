//! The destinations of a job as rows and back.

use takeup_model::{
    Destination, DestinationId, DestinationKind, DestinationState, DestinationStateKind, Failure,
    FailureCode, FailureKind, IndexId, IndexingStatus, Job, StoreId,
};

use super::OpenError;
use super::row::{must, row, word};

row! {
    /// What is kept of a destination.
    DestinationRow in "goal" {
        job: u64,
        // Its number among the destinations of its job.
        place: u64,
        kind: String,
        target: String,
        state: String,
        thing: Option<String>,
        // The status last told, or the kind of the failure.
        status: Option<String>,
        code: Option<String>,
        detail: Option<String>,
    }
}

impl DestinationRow {
    /// The destinations of a job, in order.
    pub(super) fn all(job: &Job) -> impl Iterator<Item = Self> {
        (0..).zip(&job.destinations).map(|(place, destination)| Self::new(job.id.0, place, destination))
    }

    fn new(job: u64, place: u64, destination: &Destination) -> Self {
        let (thing, status) = match &destination.state {
            DestinationState::Wanted | DestinationState::Begun | DestinationState::Doubtful => (None, None),
            DestinationState::Submitted { id, status } => (Some(id.clone()), Some(status.to_string())),
            DestinationState::Ready { id } => (Some(id.clone()), None),
            DestinationState::Failed(failure) => (None, Some(failure.kind.word().to_owned())),
        };
        let failure = destination.state.failure();
        Self {
            job,
            place,
            kind: destination.destination_id.kind().word().to_owned(),
            target: destination.destination_id.text().to_owned(),
            state: destination.state.kind().word().to_owned(),
            thing,
            status,
            code: failure.and_then(|failure| failure.code.as_ref()).map(ToString::to_string),
            detail: failure.map(|failure| failure.detail.clone()),
        }
    }
}

/// A destination by the word of its kind, and the platform's name for it.
pub(super) fn destination_id(kind: &str, id: String) -> Result<DestinationId, OpenError> {
    Ok(match must(Some(kind), DestinationKind::parse)? {
        DestinationKind::Store => DestinationId::Store(StoreId(id)),
        DestinationKind::Index => DestinationId::Index(IndexId(id)),
    })
}

impl TryFrom<DestinationRow> for Destination {
    type Error = OpenError;

    fn try_from(row: DestinationRow) -> Result<Self, OpenError> {
        let destination_id = destination_id(&row.kind, row.target)?;
        let thing = || row.thing.ok_or_else(|| OpenError::Damaged("what was submitted has no ID".to_owned()));
        let state = match must(Some(&row.state), DestinationStateKind::parse)? {
            DestinationStateKind::Wanted => DestinationState::Wanted,
            // Nobody knows whether it arrived.
            DestinationStateKind::Begun => DestinationState::Doubtful,
            DestinationStateKind::Submitted => {
                let status = IndexingStatus::parse(&row.status.unwrap_or_default());
                DestinationState::Submitted { id: thing()?, status }
            }
            DestinationStateKind::Ready => DestinationState::Ready { id: thing()? },
            DestinationStateKind::Failed => DestinationState::Failed(Failure {
                kind: must(row.status.as_deref(), FailureKind::parse)?,
                code: word(row.code.as_deref(), FailureCode::parse)?,
                detail: row.detail.unwrap_or_default(),
            }),
        };
        Ok(Self { state, ..Self::new(destination_id) })
    }
}
