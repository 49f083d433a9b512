//! Lists, and the one asset that somebody looks at, asked for in as few requests as will do.

use std::collections::BTreeSet;
use std::sync::Arc;

use takeup_api::{self as api, AT_ONCE, ApiPage, Client, PageQuery};
use takeup_model::{
    Account, AccountId, Asset, AssetDetail, AssetId, AssetStatus, Failure, FailureKind, List,
    ListItem as Thing, ListPage, Listing, Method, PageKind, SessionStatus, TaskId, Transcription,
    UnfinishedSession,
};

use super::super::event::{Listed, Reply};
use super::{Tools, WorkInput, bug, client, read};

/// So many pages are read at most until something known comes; then the list starts over.
const MOST_PAGES: u32 = 20;
/// So many things are asked about one by one at most, beside what changed last.
const ONE_BY_ONE: usize = 10;
/// Of so many sessions it is asked how far they have come.
const SESSIONS_ASKED: usize = 20;

/// Loads a stretch of a list.
pub(super) async fn load(
    task: &WorkInput,
    tools: &Tools,
    id: &AccountId,
    list: &List,
) -> Result<Reply, Failure> {
    let client = &client(task, tools, id)?;
    let account = account(task, id)?;
    let told = match list {
        List::Assets => Listed::Assets(stretch(&account.assets, |which| client.assets(which)).await?),
        List::Indexes => Listed::Indexes(stretch(&account.indexes, |which| client.indexes(which)).await?),
        List::Tasks => Listed::Tasks(stretch(&account.tasks, |which| client.tasks(which)).await?),
        List::Stores => Listed::Stores(stretch(&account.stores, |which| client.stores(which)).await?),
        List::Connections => {
            Listed::Connections(stretch(&account.connections, |which| client.connections(which)).await?)
        }
        List::Sessions => Listed::Sessions(sessions(client, &account.sessions).await?),
        List::Indexed(index) => {
            let known = account.indexed.get(index).cloned().unwrap_or_default();
            Listed::Indexed(stretch(&known, |which| client.indexed_in(index, which)).await?)
        }
        List::Collections(store) => {
            let known = account.collections.get(store).cloned().unwrap_or_default();
            Listed::Collections(stretch(&known, |which| client.collections(store, which)).await?)
        }
        List::Items(store) => {
            let known = account.items.get(store).cloned().unwrap_or_default();
            Listed::Items(stretch(&known, |which| client.items_in(store, which)).await?)
        }
    };
    Ok(Reply::Listed(told))
}

fn account<'a>(task: &'a WorkInput, id: &AccountId) -> Result<&'a Account, Failure> {
    task.model.accounts.get(id).ok_or_else(|| bug("account-gone"))
}

/// The pages that are needed: from the first on until something known comes, or those that follow what is known.
async fn stretch<T: Thing, F>(list: &Listing<T>, ask: impl Fn(PageQuery) -> F) -> Result<ListPage<T>, Failure>
where
    F: Future<Output = Result<ApiPage<T>, api::Error>>,
{
    let state = &list.state;
    let same = state.found == state.search;
    let passed_over = state.passed_over.iter().map(String::as_str);
    let known: BTreeSet<&str> =
        list.items.iter().map(|item| item.key()).chain(passed_over).filter(|_| same).collect();
    let from_here = !state.wanted && state.deeper && same && !known.is_empty();
    let (stretch, mut page) = if from_here {
        let full = u32::try_from(known.len() / AT_ONCE).unwrap_or(u32::MAX - 1);
        (PageKind::Next, full + 1)
    } else {
        (PageKind::First, 1)
    };
    let mut told = empty(stretch, &state.search);
    let joins = |items: &[T]| items.iter().any(|item| known.contains(item.key()));
    for asked in 0..MOST_PAGES {
        let one =
            ask(PageQuery { page, search: state.search.clone(), by_change: false }).await.map_err(read)?;
        let joined = joins(&one.items);
        told.last |= one.last;
        told.total = one.total.or(told.total);
        // Rows that make no sense have no name, but count among the pages.
        told.passed_over.extend((0..one.odd).map(|row| format!("{page}/{row}")));
        let fewer = one.total < state.total;
        match stretch {
            PageKind::First => {
                let before = |item: &T| told.items.iter().any(|other: &T| other.key() == item.key());
                let adds = !one.items.iter().all(before);
                told.items.extend(one.items);
                if known.is_empty() || joined || one.last || !adds {
                    break;
                }
                page += 1;
            }
            PageKind::Next | PageKind::Changed => {
                told.items.splice(..0, one.items);
                // Only deletions elsewhere move later items up past what is known, and they show in the total. Pages
                // before are read then until one joins.
                if joined || !fewer || page == 1 || asked + 1 == MOST_PAGES {
                    break;
                }
                page -= 1;
            }
        }
    }
    Ok(told)
}

fn empty<T>(stretch: PageKind, search: &str) -> ListPage<T> {
    let (search, passed_over) = (search.to_owned(), BTreeSet::new());
    ListPage { stretch, search, items: Vec::new(), total: None, last: false, passed_over }
}

/// What changed last in a list, in one request; what is under way and was not among it is asked about by name.
pub(super) async fn poll(
    task: &WorkInput,
    tools: &Tools,
    id: &AccountId,
    list: &List,
) -> Result<Reply, Failure> {
    let client = &client(task, tools, id)?;
    let account = account(task, id)?;
    let random = task.now.random;
    let told = match list {
        List::Tasks => {
            let one = |id: String| async move { client.task(&TaskId(id)).await };
            Listed::Tasks(changed(&account.tasks, random, |which| client.tasks(which), one).await?)
        }
        List::Indexed(index) => {
            let known = account.indexed.get(index).cloned().unwrap_or_default();
            let one = |id: String| async move { client.indexed(index, &id).await };
            Listed::Indexed(changed(&known, random, |which| client.indexed_in(index, which), one).await?)
        }
        List::Items(store) => {
            let known = account.items.get(store).cloned().unwrap_or_default();
            let one = |id: String| async move { client.item(store, &id).await };
            Listed::Items(changed(&known, random, |which| client.items_in(store, which), one).await?)
        }
        List::Assets
        | List::Indexes
        | List::Stores
        | List::Sessions
        | List::Connections
        | List::Collections(_) => {
            return Err(bug("list-not-polled"));
        }
    };
    Ok(Reply::Listed(told))
}

async fn changed<T: Thing, P, O>(
    list: &Listing<T>,
    random: u64,
    page: impl Fn(PageQuery) -> P,
    one: impl Fn(String) -> O,
) -> Result<ListPage<T>, Failure>
where
    P: Future<Output = Result<ApiPage<T>, api::Error>>,
    O: Future<Output = Result<T, api::Error>>,
{
    let search = &list.state.search;
    let mut left: Vec<String> =
        list.iter().filter(|item| item.under_way()).map(|item| item.key().to_owned()).collect();
    let mut items = Vec::new();
    // One is asked about by name; for more, what changed last tells of all of them.
    if left.len() > 1 {
        let which = PageQuery { page: 1, search: search.clone(), by_change: true };
        items = page(which).await.map_err(read)?.items;
        left.retain(|key| !items.iter().any(|item| item.key() == key));
    }
    turn(&mut left, random);
    for key in left.into_iter().take(ONE_BY_ONE) {
        match one(key).await.map_err(read) {
            Ok(item) => items.push(item),
            // It is gone; the next look at the whole list tells.
            Err(failure) if failure.kind == FailureKind::NotFound => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(ListPage { items, ..empty(PageKind::Changed, search) })
}

/// Where not all can be asked about at once, everyone's turn comes.
pub(super) fn turn<T>(items: &mut [T], random: u64) {
    if let Some(by) = random.checked_rem(items.len() as u64).and_then(|by| usize::try_from(by).ok()) {
        items.rotate_left(by);
    }
}

/// Unfinished sessions. The platform names neither asset nor file: a reserved asset that was created in the same
/// moment and is the only one is taken for theirs.
async fn sessions(
    client: &Client,
    list: &Listing<UnfinishedSession>,
) -> Result<ListPage<UnfinishedSession>, Failure> {
    let mut page = stretch(list, |which| client.sessions(which)).await?;
    let over = page.items.extract_if(.., |one| one.status == SessionStatus::Completed);
    page.passed_over.extend(over.map(|one| one.upload.0));
    if page.items.is_empty() {
        return Ok(page);
    }
    let assets = client.assets(PageQuery::page(1)).await.map_err(read)?.items;
    let reserved: Vec<&Asset> =
        assets.iter().filter(|asset| Method::parse(&asset.method) == Some(Method::Multipart)).collect();
    let near = |asset: &Asset, one: &UnfinishedSession| {
        let apart = asset.created.zip(one.created).map(|(a, b)| a.duration_since(b).as_secs().abs());
        asset.status.under_way() && apart.is_some_and(|secs| secs <= 5)
    };
    let pairs: Vec<Option<&Asset>> = page
        .items
        .iter()
        .map(|one| {
            let mut fitting = reserved.iter().filter(|asset| near(asset, one));
            let (first, second) = (fitting.next()?, fitting.next());
            let rivals = page.items.iter().filter(|other| near(first, other)).count();
            (second.is_none() && rivals == 1).then_some(*first)
        })
        .collect();
    for (asked, (one, asset)) in page.items.iter_mut().zip(pairs).enumerate() {
        one.asset = asset.map(|asset| asset.id.clone());
        one.filename = asset.map(|asset| asset.filename.clone());
        if asked < SESSIONS_ASKED && one.active() {
            // How far it has come is worth nothing if the list itself cannot be shown for it.
            one.parts_done = client.parts_done(one).await.ok().flatten();
        }
    }
    Ok(page)
}

/// An asset whole, with its places.
pub(super) async fn inspect(
    task: &WorkInput,
    tools: &Tools,
    id: &AccountId,
    asset: &AssetId,
) -> Result<Reply, Failure> {
    let client = &client(task, tools, id)?;
    let detail: AssetDetail = client.asset(asset, Vec::new()).await.map_err(read)?;
    let mut places = client.places_of(asset).await.map_err(read)?;
    for place in places.iter_mut().take(SESSIONS_ASKED) {
        match client.indexed(&place.index, &place.id).await.map_err(read) {
            Ok(told) => place.status = Some(told.status),
            Err(failure) if failure.kind == FailureKind::NotFound => {}
            Err(failure) => return Err(failure),
        }
    }
    let known = account(task, id)?.opened.as_ref().and_then(|opened| opened.asset.as_ref());
    let known = known.filter(|known| known.asset.id == *asset).and_then(|known| known.transcription.clone());
    let transcription = match known.filter(|said| !said.status.under_way()) {
        None if detail.asset.status == AssetStatus::Ready => heard(client, asset).await?,
        known => known,
    };
    Ok(Reply::Inspected(Box::new(AssetDetail { places, transcription, ..detail })))
}

/// What is said in an asset. Most assets without sound have none, and not every account may ask.
async fn heard(client: &Client, asset: &AssetId) -> Result<Option<Arc<Transcription>>, Failure> {
    match client.transcription(asset).await.map_err(read) {
        Ok(said) => Ok(Some(said.into())),
        Err(Failure {
            kind: FailureKind::NotFound | FailureKind::NotAllowed | FailureKind::Refused, ..
        }) => Ok(None),
        Err(failure) => Err(failure),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use takeup_api::ApiPage;

    use super::*;

    fn session(number: usize) -> UnfinishedSession {
        UnfinishedSession {
            upload: format!("u{number}").as_str().into(),
            asset: None,
            filename: None,
            status: SessionStatus::Active,
            size: 1,
            part_size: 1,
            parts_done: None,
            created: None,
            expires: None,
        }
    }

    /// The pages that are asked for when every page tells these sessions.
    fn asked(list: &Listing<UnfinishedSession>, told: std::ops::Range<usize>) -> Vec<u32> {
        let pages = RefCell::new(Vec::new());
        let ask = |which: PageQuery| {
            pages.borrow_mut().push(which.page);
            let items = told.clone().map(session).collect();
            async { Ok(ApiPage { items, total: Some(500), last: false, odd: 0 }) }
        };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(stretch(list, ask)).unwrap();
        pages.into_inner()
    }

    #[test]
    fn the_next_page_counts_what_is_passed_over() {
        let mut list = Listing::default();
        let page = ListPage { items: (0..10).map(session).collect(), ..empty(PageKind::First, "") };
        list.merge(ListPage { passed_over: (10..100).map(|one| format!("u{one}")).collect(), ..page });
        list.state.deeper = true;
        assert_eq!(asked(&list, 100..150), [3]);
    }

    #[test]
    fn a_platform_that_always_tells_the_same_page_is_asked_twice() {
        let mut list = Listing::default();
        list.merge(ListPage { items: (0..50).map(session).collect(), ..empty(PageKind::First, "") });
        list.state.wanted = true;
        assert_eq!(asked(&list, 100..150), [1, 2]);
    }
}
