//! Keeps the computer awake while bytes move. It is let go when they do not, and by the system when the process ends,
//! however it ends.

use std::any::Any;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::Builder;
use std::time::Instant;

use takeup_model::{Now, Snapshot, keeps_awake};
use tokio::sync::watch;

/// Sleep is held off for as long as this lives.
pub type SleepHold = Box<dyn Any + Send>;

/// Holds sleep off, if the system lets it. It may block for some seconds.
pub type HoldSleep = fn() -> Option<SleepHold>;

static HELD: AtomicBool = AtomicBool::new(false);

/// Whether this process holds sleep off now.
pub fn sleep_is_held() -> bool {
    HELD.load(Ordering::Acquire)
}

/// Holds sleep off whenever the facts ask for it, until the engine ends. `changed` is called when it is held or let go.
pub(super) fn keep_awake(
    mut models: watch::Receiver<Snapshot>,
    take: HoldSleep,
    changed: impl Fn() + Send + 'static,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    Builder::new().name("sleep".to_owned()).spawn(move || {
        let (mut wanted, mut held) = (false, None);
        loop {
            let wants = {
                let seen = models.borrow_and_update();
                keeps_awake(&seen.facts, &seen.wire, read_clock())
            };
            // A system that refused is not asked again until there is a new reason.
            if wants != wanted {
                wanted = wants;
                held = if wants { take() } else { None };
            }
            if HELD.swap(held.is_some(), Ordering::AcqRel) != held.is_some() {
                changed();
            }
            if runtime.block_on(models.changed()).is_err() {
                break;
            }
        }
        HELD.store(false, Ordering::Release);
    })?;
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "whether a retry is due soon; no fact depends on it")]
fn read_clock() -> Now {
    Now { mono: Instant::now(), utc: jiff::Timestamp::now(), random: 0 }
}

/// Asks logind, or the portal where a sandboxed program has nothing else. `why` is shown to who asks the system what
/// keeps it awake.
#[cfg(target_os = "linux")]
pub fn hold_sleep_off(why: &str) -> Option<SleepHold> {
    let portal = |refused: zbus::Error| match linux::portal(why) {
        Ok(hold) => Some(Box::new(hold) as SleepHold),
        Err(error) => {
            tracing::info!(%refused, %error, "sleep is not held off");
            None
        }
    };
    linux::logind(why).map_or_else(portal, |hold| Some(Box::new(hold)))
}

#[cfg(target_os = "linux")]
mod linux {
    use std::collections::HashMap;
    use std::time::Duration;

    use zbus::blocking::Connection;
    use zbus::blocking::connection::Builder;
    use zbus::zvariant::{OwnedFd, Value};

    /// A service that does not answer is given up.
    const PATIENCE: Duration = Duration::from_secs(5);
    /// What the portal keeps from happening: suspending, and the session becoming idle.
    const SUSPEND_AND_IDLE: u32 = 4 | 8;

    /// Held until the descriptor is closed.
    pub(super) fn logind(why: &str) -> zbus::Result<OwnedFd> {
        let connection = Builder::system()?.method_timeout(PATIENCE).build()?;
        let reply = connection.call_method(
            Some("org.freedesktop.login1"),
            "/org/freedesktop/login1",
            Some("org.freedesktop.login1.Manager"),
            "Inhibit",
            &("sleep:idle", "Takeup", why, "block"),
        )?;
        reply.body().deserialize()
    }

    /// Held until the connection is closed.
    pub(super) struct PortalHold(Option<Connection>);

    impl Drop for PortalHold {
        fn drop(&mut self) {
            if let Some(Err(error)) = self.0.take().map(Connection::close) {
                tracing::info!(%error, "the connection to the portal was closed already");
            }
        }
    }

    pub(super) fn portal(why: &str) -> zbus::Result<PortalHold> {
        let connection = Builder::session()?.method_timeout(PATIENCE).build()?;
        let options = HashMap::from([("reason", Value::from(why))]);
        connection.call_method(
            Some("org.freedesktop.portal.Desktop"),
            "/org/freedesktop/portal/desktop",
            Some("org.freedesktop.portal.Inhibit"),
            "Inhibit",
            &("", SUSPEND_AND_IDLE, options),
        )?;
        Ok(PortalHold(Some(connection)))
    }
}
