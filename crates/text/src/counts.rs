//! How much there is of something.

use crate::numbers;

/// "1 file", "4 files", "1,284 files".
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", numbers::count(count as u64), if count == 1 { one } else { many })
}
