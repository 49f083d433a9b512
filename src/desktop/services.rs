//! Notifications, and the progress in the dock. They are sent by a thread of their own: the services of a desktop may
//! take their time, or be gone.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::{Builder, JoinHandle};

/// One notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// What it is about.
    pub title: String,
    /// The rest.
    pub body: String,
}

enum Order {
    Notify(Notification),
    Progress(Option<f64>),
}

/// Called when the person clicks on a notification.
type Clicked = Arc<dyn Fn() + Send + Sync>;

/// The services of the desktop. What was asked for is done before this is dropped.
pub struct Services {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

impl Services {
    /// Finds them as they are needed. `clicked` is called, on another thread, when the person clicks on a notification.
    pub fn start(clicked: impl Fn() + Send + Sync + 'static) -> Self {
        let (orders, received) = channel();
        let clicked: Clicked = Arc::new(clicked);
        let thread =
            Builder::new().name("desktop".to_owned()).spawn(move || system::serve(&received, &clicked));
        if let Err(error) = &thread {
            tracing::error!(%error, "no thread could be started");
        }
        Self { orders: Some(orders), thread: thread.ok() }
    }

    /// Shows a notification in place of the one before.
    pub fn notify(&self, notification: Notification) {
        self.order(Order::Notify(notification));
    }

    /// Shows how much of the batch is done, from 0 to 1; nothing while nothing is on its way.
    pub fn progress(&self, share: Option<f64>) {
        self.order(Order::Progress(share));
    }

    fn order(&self, order: Order) {
        if let Some(orders) = &self.orders {
            // A thread that could not be started is told of above.
            drop(orders.send(order));
        }
    }
}

impl Drop for Services {
    fn drop(&mut self) {
        self.orders.take();
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

#[cfg(target_os = "linux")]
mod system {
    use std::collections::HashMap;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::mpsc::Receiver;
    use std::thread::Builder;
    use std::time::Duration;

    use takeup_text::msg;
    use zbus::MatchRule;
    use zbus::blocking::{Connection, MessageIterator, connection};
    use zbus::message::Type;
    use zbus::zvariant::Value;

    use super::{Clicked, Notification, Order};
    use crate::desktop::APP_ID;

    const SERVICE: &str = "org.freedesktop.Notifications";
    const PATH: &str = "/org/freedesktop/Notifications";
    /// A service that does not answer is given up.
    const PATIENCE: Duration = Duration::from_secs(2);

    pub(super) fn serve(orders: &Receiver<Order>, clicked: &Clicked) {
        let (mut bus, last) = (None, Arc::<AtomicU32>::default());
        for order in orders {
            let done = connect(&mut bus, clicked, &last).and_then(|bus| carry_out(bus, order, &last));
            if let Err(error) = done {
                tracing::info!(%error, "a service of the desktop did not answer");
                // A bus that has ended is looked for again with the next order.
                if matches!(error, zbus::Error::InputOutput(_)) {
                    drop(bus.take().map(Connection::close));
                }
            }
        }
    }

    fn connect<'a>(
        bus: &'a mut Option<Connection>,
        clicked: &Clicked,
        last: &Arc<AtomicU32>,
    ) -> zbus::Result<&'a Connection> {
        let found = if let Some(found) = bus.take() {
            found
        } else {
            let found = connection::Builder::session()?.method_timeout(PATIENCE).build()?;
            listen(&found, Arc::clone(clicked), Arc::clone(last))?;
            found
        };
        Ok(bus.insert(found))
    }

    fn carry_out(bus: &Connection, order: Order, last: &AtomicU32) -> zbus::Result<()> {
        match order {
            Order::Notify(notification) => {
                last.store(notify(bus, &notification, last.load(Ordering::Acquire))?, Ordering::Release);
                Ok(())
            }
            Order::Progress(share) => progress(bus, share),
        }
    }

    fn notify(bus: &Connection, notification: &Notification, replaced: u32) -> zbus::Result<u32> {
        let actions = ["default", msg::desktop::desktop_notification_open()];
        let hints = HashMap::from([("desktop-entry", Value::from(APP_ID))]);
        let Notification { title, body } = notification;
        let call = (msg::window::window_title(), replaced, APP_ID, title, body, &actions[..], hints, -1);
        bus.call_method(Some(SERVICE), PATH, Some(SERVICE), "Notify", &call)?.body().deserialize()
    }

    /// The signal that Unity began with and most docks read.
    fn progress(bus: &Connection, share: Option<f64>) -> zbus::Result<()> {
        let told = HashMap::from([
            ("progress", Value::from(share.unwrap_or_default())),
            ("progress-visible", share.is_some().into()),
        ]);
        let body = (format!("application://{APP_ID}.desktop"), told);
        let dock = "com.canonical.Unity.LauncherEntry";
        bus.emit_signal(None::<&str>, "/io/takeup/Takeup", dock, "Update", &body)
    }

    /// Waits for clicks for as long as there is a bus.
    fn listen(bus: &Connection, clicked: Clicked, last: Arc<AtomicU32>) -> zbus::Result<()> {
        let rule = MatchRule::builder()
            .msg_type(Type::Signal)
            .interface(SERVICE)?
            .member("ActionInvoked")?
            .path(PATH)?
            .build();
        let signals = MessageIterator::for_match_rule(rule, bus, None)?;
        let wait = move || {
            for signal in signals.map_while(Result::ok) {
                let told = signal.body().deserialize::<(u32, String)>();
                if told.is_ok_and(|(id, _)| id == last.load(Ordering::Acquire)) {
                    clicked();
                }
            }
        };
        Builder::new().name("notifications".to_owned()).spawn(wait)?;
        Ok(())
    }
}

/// Neither the Dock of macOS nor the task bar of Windows is told of progress: no crate does that without `unsafe` here.
#[cfg(not(target_os = "linux"))]
mod system {
    use std::sync::Arc;
    use std::sync::mpsc::Receiver;
    use std::thread::Builder;
    use std::time::Duration;

    use notify_rust::NotificationResponse;

    use super::{Clicked, Notification, Order};

    /// How long macOS is given to take the last notification before the program ends.
    const SENDING: Duration = Duration::from_millis(500);

    pub(super) fn serve(orders: &Receiver<Order>, clicked: &Clicked) {
        // Without a name, macOS asks the person which program it is.
        #[cfg(target_os = "macos")]
        if let Err(error) = notify_rust::set_application(crate::desktop::APP_ID) {
            tracing::info!(%error, "notifications have no sender");
        }
        let mut notified = false;
        for order in orders {
            match order {
                Order::Notify(notification) => {
                    notify(&notification, Arc::clone(clicked));
                    notified = true;
                }
                Order::Progress(share) => tracing::trace!(?share, "there is no dock"),
            }
        }
        // What waits for the click also sends it, and does not say when it has.
        if notified && cfg!(target_os = "macos") {
            std::thread::sleep(SENDING);
        }
    }

    /// Waits for the click on a thread of its own, which ends when the notification is gone.
    fn notify(notification: &Notification, clicked: Clicked) {
        let Notification { title, body } = notification;
        let mut toast = notify_rust::Notification::new();
        toast.summary(title).body(body);
        // Only what has a button is waited for.
        #[cfg(target_os = "macos")]
        toast.action("default", takeup_text::msg::desktop::desktop_notification_open());
        #[cfg(windows)]
        if is_registered() {
            toast.app_id(crate::desktop::APP_ID);
        }
        let shown = match toast.show() {
            Ok(shown) => shown,
            Err(error) => return tracing::info!(%error, "no notification was shown"),
        };
        let show = move || {
            let clicked = move |answer: &NotificationResponse| {
                if matches!(answer, NotificationResponse::Default | NotificationResponse::Action(_)) {
                    clicked();
                }
            };
            if let Err(error) = shown.wait_for_response(clicked) {
                tracing::info!(%error, "no notification was shown");
            }
        };
        if let Err(error) = Builder::new().name("notification".to_owned()).spawn(show) {
            tracing::error!(%error, "no thread could be started");
        }
    }

    /// Whether the installer has told Windows of this program. From one that it does not know, it shows nothing.
    #[cfg(windows)]
    fn is_registered() -> bool {
        let place = [concat!(r"Software\Classes\AppUserModelId", r"\"), crate::desktop::APP_ID].concat();
        windows_registry::CURRENT_USER.open(place).is_ok()
    }
}
