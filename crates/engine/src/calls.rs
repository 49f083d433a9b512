//! How often whoever looks is called, such as a window that draws what is new.

use std::time::{Duration, Instant};

/// No sooner than this after the last time. A window draws two frames each time.
const EVERY: Duration = Duration::from_millis(200);

/// When whoever looks was called, and will be.
#[derive(Default)]
pub(super) struct Calls {
    /// Somebody waits for what follows from a command.
    pub(super) asked: bool,
    quiet_until: Option<Instant>,
    /// When they are to be called with what was published since.
    pub(super) at: Option<Instant>,
}

impl Calls {
    /// Something new was published. Returns whether to call at once: after a command, or when the last time is long ago.
    pub(super) fn due(&mut self, now: Instant) -> bool {
        let asked = std::mem::take(&mut self.asked);
        self.at = self.quiet_until.filter(|until| now < *until && !asked);
        if self.at.is_none() {
            self.quiet_until = Some(now + EVERY);
        }
        self.at.is_none()
    }
}
