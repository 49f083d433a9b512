//! Every shortcut of the window, once: what handles the keys and what tells of them read the same lines.

use eframe::egui::{Context, Key, KeyboardShortcut, ModifierNames, Modifiers, Ui};
use takeup_text::msg;

/// Keys that do something, and what they do.
#[derive(Debug)]
pub(crate) struct Shortcut {
    keys: &'static [KeyboardShortcut],
    /// What they do.
    pub(crate) said: fn() -> &'static str,
}

const fn key(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn command(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

macro_rules! shortcuts {
    ($($name:ident = $said:path: $($key:expr),+;)+) => {
        $(pub(crate) const $name: Shortcut = Shortcut { keys: &[$($key),+], said: $said };)+
    };
}

shortcuts! {
    OVERVIEW = msg::shortcuts::shortcut_overview: key(Key::Questionmark), key(Key::F1);
    ADD = msg::shortcuts::shortcut_add: command(Key::O);
    PASTE = msg::shortcuts::shortcut_paste: command(Key::V);
    SEARCH = msg::shortcuts::shortcut_search: command(Key::F);
    REFRESH = msg::shortcuts::shortcut_refresh: key(Key::F5);
    UNDO = msg::shortcuts::shortcut_undo: command(Key::Z);
    PAGES = msg::shortcuts::shortcut_pages: command(Key::Num1), command(Key::Num2), command(Key::Num3), command(Key::Num4),
        command(Key::Num5), command(Key::Num6);
    SETTINGS = msg::shortcuts::shortcut_settings: command(Key::Comma);
    LARGER = msg::shortcuts::shortcut_larger: command(Key::Plus), command(Key::Equals);
    SMALLER = msg::shortcuts::shortcut_smaller: command(Key::Minus);
    USUAL_SIZE = msg::shortcuts::shortcut_usual_size: command(Key::Num0);
    CLOSE = msg::shortcuts::shortcut_close: key(Key::Escape);
    QUIT = msg::shortcuts::shortcut_quit: command(Key::Q);
    MOVE = msg::shortcuts::shortcut_move: key(Key::ArrowDown), key(Key::ArrowUp), key(Key::PageDown), key(Key::PageUp),
        key(Key::End), key(Key::Home);
    REACH = msg::shortcuts::shortcut_reach: shift(Key::ArrowDown), shift(Key::ArrowUp), shift(Key::PageDown), shift(Key::PageUp),
        shift(Key::End), shift(Key::Home);
    TICK = msg::shortcuts::shortcut_tick: key(Key::Space);
    TICK_ALL = msg::shortcuts::shortcut_tick_all: command(Key::A);
    OPEN = msg::shortcuts::shortcut_open: key(Key::Enter);
    MENU = msg::shortcuts::shortcut_menu: shift(Key::F10), key(Key::Menu);
    ORDER = msg::shortcuts::shortcut_order: alt(Key::ArrowUp), alt(Key::ArrowDown);
    REMOVE = msg::shortcuts::shortcut_remove: key(Key::Delete);
}

/// Everywhere in the window.
pub(crate) const WINDOW: [&Shortcut; 13] = [
    &OVERVIEW,
    &ADD,
    &PASTE,
    &SEARCH,
    &REFRESH,
    &UNDO,
    &PAGES,
    &SETTINGS,
    &LARGER,
    &SMALLER,
    &USUAL_SIZE,
    &CLOSE,
    &QUIT,
];

/// In the list of uploads and in the tables.
pub(crate) const LISTS: [&Shortcut; 8] = [&MOVE, &REACH, &TICK, &TICK_ALL, &OPEN, &MENU, &ORDER, &REMOVE];

impl Shortcut {
    /// Whether one of its keys was pressed. Nothing else gets to see that key.
    pub(crate) fn pressed(&self, ui: &Ui) -> bool {
        self.which(ui).is_some()
    }

    /// Which of its keys was pressed.
    pub(crate) fn which(&self, ui: &Ui) -> Option<usize> {
        ui.input_mut(|input| self.keys.iter().position(|keys| input.consume_shortcut(keys)))
    }

    /// The keys, for what egui handles itself.
    pub(crate) fn keys(&self) -> Vec<KeyboardShortcut> {
        self.keys.to_vec()
    }

    /// The keys as they are written on a keyboard, such as "Ctrl+O". Neighbours are told as a range.
    pub(crate) fn written(&self, ctx: &Context) -> Vec<String> {
        let whole = |keys: &KeyboardShortcut| {
            let names = ModifierNames::NAMES;
            let held = names.format(&keys.modifiers, ctx.os().is_mac());
            let between = if held.is_empty() { "" } else { names.concat };
            [&held, between, name(keys.logical_key)].concat()
        };
        match self.keys {
            [first, .., last] if first.logical_key == Key::Num1 => {
                vec![[&whole(first), "–", name(last.logical_key)].concat()]
            }
            // The second key for the same sign, without Shift.
            keys => keys.iter().filter(|keys| keys.logical_key != Key::Equals).map(whole).collect(),
        }
    }
}

/// What stands on the key.
fn name(key: Key) -> &'static str {
    let signs = [(Key::ArrowUp, "↑"), (Key::ArrowDown, "↓"), (Key::Minus, "−")];
    let sign = signs.into_iter().find(|(other, _)| *other == key).map(|(_, sign)| sign);
    let signed = matches!(key, Key::Plus | Key::Comma | Key::Questionmark);
    sign.unwrap_or_else(|| if signed { key.symbol_or_name() } else { key.name() })
}
