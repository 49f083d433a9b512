//! Takes what a second start hands over.

use std::sync::Arc;

use takeup_engine::handover::{FolderGuard, HandoverRequest};
use takeup_engine::{Command, Engine};
use takeup_model::{
    AccountId, CopyChoice, DestinationId, Failure, FailureKind, FailureReason, IfExists, IndexId, KeyState,
    Metadata, Method, MethodChoice, Model, PRACTICE_ACCOUNT, StoreId, UploadOptions,
};

use super::{Practice, Raise, waiting};

/// Takes requests for as long as the guard lives.
pub(super) fn take(
    guard: &mut FolderGuard,
    engine: &Engine,
    practice: Practice,
    raise: Option<Raise>,
) -> std::io::Result<()> {
    let (keep, watch) = (engine.keeper(), engine.watch());
    guard.listen(move |request| {
        let model = Arc::clone(&watch.borrow().facts);
        let mut commands = Vec::new();
        let account = meant(&request, &model)?;
        match &raise {
            Some(Raise(raise)) if request.raise => raise(),
            None if request.raise && request.paths.is_empty() && request.urls.is_empty() => {
                return Err(refused(FailureReason::HandoverNoWindow, ""));
            }
            Some(_) | None => {}
        }
        match model.accounts.get(&account) {
            None => commands.push(practice.enter()?),
            Some(other) if other.key == KeyState::Unknown => {
                commands.push(Command::CheckKey(account.clone()));
            }
            Some(_) => {}
        }
        let next = model.settings.account(&account).filter(|_| request.as_next);
        let options = next.map_or_else(|| options(&request), |account| account.next.options());
        let wait = waiting::for_request(&request, account.clone(), watch.clone());
        if !request.paths.is_empty() {
            commands.push(Command::AddPaths(account.clone(), request.paths, options.clone()));
        }
        if !request.urls.is_empty() {
            commands.push(Command::AddUrls(account, request.urls, options));
        }
        keep(commands)?;
        Ok(wait)
    })
}

/// The account that a request is for: the one it names, or that of its server, or the one that is shown. The practice
/// account is there even before it was entered.
fn meant(request: &HandoverRequest, model: &Model) -> Result<AccountId, Failure> {
    let bare = |server: &str| server.trim_end_matches('/').to_owned();
    let suits = |id: &AccountId| {
        let server = model.settings.account(id).map(|account| bare(&account.server));
        server.is_some_and(|server| request.server.as_deref().is_none_or(|meant| bare(meant) == server))
    };
    if let Some(id) = request.account.as_deref().map(AccountId::from)
        && (id.0 == PRACTICE_ACCOUNT || suits(&id))
    {
        return Ok(id);
    }
    let all = model.settings.accounts.iter().map(|account| &account.id);
    let found = std::iter::once(&model.current).chain(all).find(|id| suits(id));
    match (found, &request.account) {
        (Some(id), account) if account.is_none() || request.server.is_some() => Ok(id.clone()),
        (_, Some(account)) if request.server.is_none() => {
            Err(refused(FailureReason::AccountUnknown, account))
        }
        _ => {
            let server = model.current_account().map(|account| account.server.as_str());
            Err(refused(FailureReason::HandoverOtherServer, server.unwrap_or_default()))
        }
    }
}

fn refused(reason: FailureReason, detail: &str) -> Failure {
    Failure::own(FailureKind::Setup, reason, detail)
}

/// What an errand asks for, in the model's words.
pub fn options(request: &HandoverRequest) -> UploadOptions {
    let indexes = request.indexes.iter().cloned().map(|id| DestinationId::Index(IndexId(id)));
    let stores = request.stores.iter().cloned().map(|id| DestinationId::Store(StoreId(id)));
    UploadOptions {
        method: request
            .method
            .as_deref()
            .and_then(Method::parse)
            .map_or(MethodChoice::Auto, MethodChoice::Only),
        task_index: request.task_index.clone().map(IndexId),
        language: request.language.clone(),
        destination_ids: indexes.chain(stores).collect(),
        anyway: request.anyway,
        metadata: Metadata::of_typed(&request.metadata),
        metadata_table: request
            .table
            .as_deref()
            .map(|text| Arc::new(takeup_engine::metadata_table::read(text))),
        if_exists: request.if_exists.as_deref().and_then(IfExists::parse),
        ask_host: request.ask_hosts,
        skip_finished: request.skip_finished,
        copy: request.copy.as_deref().and_then(CopyChoice::parse),
        fix: request.fix,
    }
}
