//! The small pictures of the assets in sight.

use std::sync::Arc;
use std::time::Instant;

use imbl::OrdMap;

use crate::{AssetId, Pixels, Poll};

/// What is known of the small pictures of assets that stand in a list.
#[derive(Clone, Debug, Default)]
pub struct Stills {
    in_sight: Vec<AssetId>,
    known: OrdMap<AssetId, (Still, Poll)>,
}

/// The small picture of one asset.
#[derive(Clone, Debug)]
pub enum Still {
    /// There is none that can be shown.
    Missing,
    /// The platform has not made it yet, or could not be asked.
    Pending,
    /// It is here.
    Here(Arc<Pixels>),
}

impl Stills {
    /// Pictures that are kept. What is out of sight goes first.
    pub const KEPT: usize = 400;

    /// These assets are in sight now, and no others.
    pub fn look_at(&mut self, assets: Vec<AssetId>) {
        self.in_sight = assets;
    }

    /// What is known of the picture of an asset.
    pub fn get(&self, asset: &AssetId) -> Option<&Still> {
        self.known.get(asset).map(|(still, _)| still)
    }

    /// The assets whose picture is to be asked for.
    pub fn due(&self, now: Instant) -> impl Iterator<Item = &AssetId> {
        self.in_sight.iter().filter(move |asset| match self.known.get(*asset) {
            None => true,
            Some((Still::Pending, poll)) => poll.due(now),
            Some((Still::Missing | Still::Here(_), _)) => false,
        })
    }

    /// When the next one is asked for again.
    pub fn next(&self) -> Option<Instant> {
        let pending = self.in_sight.iter().filter_map(|asset| self.known.get(asset));
        pending.filter(|(still, _)| matches!(still, Still::Pending)).filter_map(|(_, poll)| poll.next).min()
    }

    /// The answer for an asset. `ask_again` says when the next one is due, while there is no picture yet.
    pub fn told(&mut self, asset: &AssetId, still: Still, ask_again: impl FnOnce(&mut Poll)) {
        let mut poll = self.known.get(asset).map(|(_, poll)| *poll).unwrap_or_default();
        ask_again(&mut poll);
        self.known.insert(asset.clone(), (still, poll));
        while self.known.len() > Self::KEPT {
            let Some(gone) = self.known.keys().find(|known| !self.in_sight.contains(known)).cloned() else {
                break;
            };
            self.known.remove(&gone);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]
    fn what_is_in_sight_is_asked_for_until_it_is_known_and_what_is_not_goes_first() {
        let now = Instant::now();
        let mut stills = Stills::default();
        let (first, second) = (AssetId::from("a"), AssetId::from("b"));
        stills.look_at(vec![first.clone(), second.clone()]);
        assert_eq!(stills.due(now).count(), 2);
        stills.told(&first, Still::Missing, |_| {});
        stills.told(&second, Still::Pending, |poll| poll.next = Some(now + Duration::from_secs(5)));
        assert_eq!(stills.due(now).count(), 0);
        assert_eq!(stills.next(), Some(now + Duration::from_secs(5)));
        assert_eq!(stills.due(now + Duration::from_secs(5)).collect::<Vec<_>>(), [&second]);
        for number in 0..2 * Stills::KEPT {
            stills.told(&AssetId(format!("c{number}")), Still::Missing, |_| {});
        }
        assert!(stills.get(&first).is_some() && stills.get(&second).is_some());
        assert_eq!(stills.known.len(), Stills::KEPT);
    }
}
