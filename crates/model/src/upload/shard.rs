//! The share of a batch that one of several machines uploads.

use std::fmt;
use std::path::{Component, Path};

use unicode_normalization::UnicodeNormalization as _;

/// One of so many shares. Every path is in exactly one of them, and which one depends on nothing but the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// From 1.
    index: u32,
    count: u32,
}

/// Why nobody knows which share is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShardFlaw {
    /// It is not written as `I/N` with `I` from 1 to `N`.
    Form,
    /// Nothing in the environment tells of one of several runs.
    NoArray,
    /// This variable is missing, or its value does not fit the others.
    Variable(&'static str),
    /// The indexes of the Slurm array have gaps, so the place of this one among them is not known.
    Gaps,
}

/// Set by Kubernetes for each Pod of an Indexed Job, from 0.
/// <https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode>
const KUBERNETES_INDEX: &str = "JOB_COMPLETION_INDEX";
/// Kubernetes tells a Pod no count, so its manifest does: the number in `completions`.
const COUNT: &str = "TAKEUP_SHARDS";
/// Set by Slurm for each task of an array.
/// <https://slurm.schedmd.com/job_array.html#env_vars>
const SLURM_INDEX: &str = "SLURM_ARRAY_TASK_ID";
/// How many tasks the array has. The same source.
const SLURM_COUNT: &str = "SLURM_ARRAY_TASK_COUNT";
/// The lowest index of the array. The same source.
const SLURM_FIRST: &str = "SLURM_ARRAY_TASK_MIN";
/// The highest index of the array. The same source.
const SLURM_LAST: &str = "SLURM_ARRAY_TASK_MAX";
/// The distance between two indexes of the array; 1 where it is not set.
/// <https://slurm.schedmd.com/sbatch.html#SECTION_OUTPUT-ENVIRONMENT-VARIABLES>
const SLURM_STEP: &str = "SLURM_ARRAY_TASK_STEP";

impl Shard {
    /// The share with this index, from 1, of so many.
    pub fn new(index: u32, count: u32) -> Option<Self> {
        (1..=count).contains(&index).then_some(Self { index, count })
    }

    /// Reads `I/N`.
    pub fn parse(text: &str) -> Result<Self, ShardFlaw> {
        let numbers =
            text.split_once('/').and_then(|(index, count)| index.parse().ok().zip(count.parse().ok()));
        numbers.and_then(|(index, count)| Self::new(index, count)).ok_or(ShardFlaw::Form)
    }

    /// The share that a Slurm array or an Indexed Job of Kubernetes gives, by these environment variables.
    pub fn of_array(variable: impl Fn(&'static str) -> Option<String>) -> Result<Self, ShardFlaw> {
        let number = |name| {
            let value: Option<u32> = variable(name).and_then(|text| text.trim().parse().ok());
            value.ok_or(ShardFlaw::Variable(name))
        };
        if variable(SLURM_INDEX).is_some() {
            let (id, count) = (number(SLURM_INDEX)?, number(SLURM_COUNT)?);
            let (first, last) = (number(SLURM_FIRST)?, number(SLURM_LAST)?);
            let step = if variable(SLURM_STEP).is_some() { number(SLURM_STEP)? } else { 1 };
            let before = id.checked_sub(first).ok_or(ShardFlaw::Variable(SLURM_INDEX))?;
            let even = last.checked_sub(first).zip(count.checked_sub(1)).is_some_and(|(span, steps)| {
                steps.checked_mul(step) == Some(span) && before.checked_rem(step) == Some(0)
            });
            let place = before.checked_div(step).filter(|_| even).ok_or(ShardFlaw::Gaps)?;
            return place.checked_add(1).and_then(|index| Self::new(index, count)).ok_or(ShardFlaw::Gaps);
        }
        if variable(KUBERNETES_INDEX).is_some() {
            let (index, count) = (number(KUBERNETES_INDEX)?, number(COUNT)?);
            let shard = index.checked_add(1).and_then(|index| Self::new(index, count));
            return shard.ok_or(ShardFlaw::Variable(COUNT));
        }
        Err(ShardFlaw::NoArray)
    }

    /// Whether a file is in this share, by its path below the folder that was given. Separators and the way in which
    /// letters are composed make no difference, so machines with different systems agree.
    pub fn holds_path(self, below: &Path) -> bool {
        let pieces = below.components().filter_map(|piece| match piece {
            Component::Normal(name) => Some(name.to_string_lossy()),
            Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
        });
        self.holds(&pieces.collect::<Vec<_>>().join("/"))
    }

    /// Whether something with this name is in this share. The sum is FNV-1a with 64 bits. It never changes: machines
    /// with different versions of this program share a folder.
    pub fn holds(self, name: &str) -> bool {
        let composed: String = name.nfc().collect();
        let sum = composed.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
            (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        // The lowest bits of FNV-1a are weak.
        let mixed = sum ^ (sum >> 32);
        mixed % u64::from(self.count) == u64::from(self.index - 1)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use proptest::prelude::*;

    use super::*;

    fn shards(count: u32) -> impl Iterator<Item = Shard> {
        (1..=count).map(move |index| Shard::new(index, count).unwrap())
    }

    fn mine(shard: Shard, names: &BTreeSet<String>) -> BTreeSet<String> {
        names.iter().filter(|name| shard.holds_path(Path::new(name))).cloned().collect()
    }

    proptest! {
        #[test]
        fn every_path_is_in_exactly_one_share(path in any::<PathBuf>(), count in 1_u32..200) {
            prop_assert_eq!(shards(count).filter(|shard| shard.holds_path(&path)).count(), 1);
        }

        #[test]
        fn what_is_added_or_removed_beside_a_path_does_not_move_it(
            names in prop::collection::btree_set("[a-zé봄/ ]{1,12}", 0..40),
            others in prop::collection::btree_set("[a-z/]{1,12}", 0..40),
            count in 1_u32..20,
        ) {
            for shard in shards(count) {
                let all: BTreeSet<String> = names.union(&others).cloned().collect();
                let (before, after) = (mine(shard, &names), mine(shard, &all));
                prop_assert_eq!(after.intersection(&names).cloned().collect::<BTreeSet<_>>(), before);
            }
        }

        #[test]
        fn what_is_printed_is_read(index in 1_u32.., count in 1_u32..) {
            if let Some(shard) = Shard::new(index, count) {
                prop_assert_eq!(Shard::parse(&shard.to_string()), Ok(shard));
            }
        }
    }

    #[test]
    fn the_sum_stays_as_it_is() {
        // Another one would give files to two machines, or to none, while both versions are in use.
        let shares = ["a.mp4", "card1/봄 소풍.mp4", "https://example.org/a.mp4"]
            .map(|name| shards(7).find(|shard| shard.holds(name)).unwrap().index);
        assert_eq!(shares, [2, 3, 2]);
    }

    #[test]
    fn files_are_spread_evenly() {
        let names = |number: u32| format!("card{}/A001_{number:04}.mp4", number % 3);
        for count in [2, 4, 8, 10] {
            for shard in shards(count) {
                let held = (0..4000).filter(|number| shard.holds(&names(*number))).count();
                let even = 4000 / usize::try_from(count).unwrap();
                assert!(held.abs_diff(even) < even / 4, "{shard}: {held} of {even}");
            }
        }
    }

    #[test]
    fn systems_agree_on_a_path() {
        for shard in shards(16) {
            assert_eq!(
                shard.holds_path(Path::new("./a//\u{1107}\u{1169}\u{11b7}.mp4")),
                shard.holds("a/봄.mp4"),
                "{shard}"
            );
        }
    }

    #[test]
    fn only_a_share_that_exists_is_read() {
        assert_eq!(Shard::parse("2/4"), Ok(Shard { index: 2, count: 4 }));
        for wrong in ["", "1", "0/4", "5/4", "1/0", "a/b", "1/2/3", "-1/2", "1/99999999999"] {
            assert_eq!(Shard::parse(wrong), Err(ShardFlaw::Form), "{wrong}");
        }
    }

    #[test]
    fn arrays_of_slurm_and_kubernetes_give_a_share() {
        let of = |pairs: &[(&'static str, &str)]| {
            let pairs: Vec<(&str, String)> =
                pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
            Shard::of_array(|name| pairs.iter().find(|(one, _)| *one == name).map(|(_, value)| value.clone()))
        };
        let slurm = |id, first, last, count, step: Option<&'static str>| {
            let pairs = [(SLURM_INDEX, id), (SLURM_FIRST, first), (SLURM_LAST, last), (SLURM_COUNT, count)];
            of(&pairs.into_iter().chain(step.map(|step| (SLURM_STEP, step))).collect::<Vec<_>>())
        };
        assert_eq!(of(&[]), Err(ShardFlaw::NoArray));
        assert_eq!(of(&[(KUBERNETES_INDEX, "0"), (COUNT, "8")]), Ok(Shard { index: 1, count: 8 }));
        assert_eq!(of(&[(KUBERNETES_INDEX, "7"), (COUNT, "8")]), Ok(Shard { index: 8, count: 8 }));
        assert_eq!(of(&[(KUBERNETES_INDEX, "8"), (COUNT, "8")]), Err(ShardFlaw::Variable(COUNT)));
        assert_eq!(of(&[(KUBERNETES_INDEX, "1")]), Err(ShardFlaw::Variable(COUNT)));
        assert_eq!(slurm("0", "0", "7", "8", Some("1")), Ok(Shard { index: 1, count: 8 }));
        assert_eq!(slurm("4", "1", "4", "4", None), Ok(Shard { index: 4, count: 4 }));
        assert_eq!(slurm("5", "1", "7", "4", Some("2")), Ok(Shard { index: 3, count: 4 }));
        assert_eq!(slurm("5", "1", "7", "3", Some("1")), Err(ShardFlaw::Gaps), "--array=1,5,7");
        assert_eq!(slurm("5", "1", "7", "4", Some("0")), Err(ShardFlaw::Gaps));
        assert_eq!(slurm("0", "1", "4", "4", None), Err(ShardFlaw::Variable(SLURM_INDEX)));
        assert_eq!(slurm("x", "1", "4", "4", None), Err(ShardFlaw::Variable(SLURM_INDEX)));
        // One task of an array that is run alone would upload everything.
        assert_eq!(slurm("3", "3", "3", "1", None), Ok(Shard { index: 1, count: 1 }));
    }
}
