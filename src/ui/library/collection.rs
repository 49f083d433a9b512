//! What the pages of the platform's lists share: head, banners, table, group bar, and what an empty page says.

use std::sync::Arc;

use eframe::egui::{Rect, Ui};
use lucide_icons::Icon;

use crate::ui::kit::buttons::{self, Button};
use crate::ui::kit::group_bar::{GroupAction, Selection, group_bar, group_items};
use crate::ui::kit::parts::{self, Tip as _};
use crate::ui::kit::table::{self, Cells, Column, Empty, MoreRow, Piece, Table, TableRow, TableState};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::change_requests;
use crate::ui::library::dialogs::{Deletion, Dialog};
use crate::ui::library::export::{ExportButton, Format};
use crate::ui::shell::view::View;
use crate::ui::shell::{frame, notices};
use crate::ui::uploads::created::CreatedFor;
use crate::ui::{Action, Draw};
use takeup_engine::Command;
use takeup_model::{Account, Change, List, Listing};
use takeup_text::{self as text, msg};

/// Something to do with the picked rows.
pub(crate) type RowsAction<T> = fn(&mut Draw<'_>, &[&T]);

/// What can be done with picked rows, and a fact about them.
pub(crate) struct Group<T> {
    pub(crate) actions: Vec<GroupAction<RowsAction<T>>>,
    pub(crate) fact: String,
}

/// The button that creates something, and the dialog it opens.
pub(crate) struct Create {
    pub(crate) label: fn() -> &'static str,
    pub(crate) dialog: fn() -> Dialog,
}

/// A control in the head.
pub(crate) struct Tools {
    /// How wide it would be.
    pub(crate) width: fn(&Ui, &Draw<'_>) -> f32,
    /// Draws it, so wide.
    pub(crate) show: fn(&mut Ui, &mut Draw<'_>, f32),
}

/// How rows are saved as a file.
pub(crate) struct Export<T: 'static> {
    /// The name of the file without its extension.
    pub(crate) name: &'static str,
    /// Whether picked rows are saved alone.
    pub(crate) picked: bool,
    /// The text of the file.
    pub(crate) text: fn(Format, &[&T]) -> String,
}

/// A page that shows a list of the platform as a table.
pub(crate) struct CollectionPage<T: 'static> {
    /// The list.
    pub(crate) list: List,
    /// The heading.
    pub(crate) title: fn() -> &'static str,
    /// The accessible name of the table.
    pub(crate) name: fn() -> &'static str,
    /// The accessible name of the search field.
    pub(crate) search: fn() -> &'static str,
    /// The columns.
    pub(crate) columns: &'static [Column<T>],
    /// How tall a row is.
    pub(crate) tall: f32,
    /// What it says without rows.
    pub(crate) empty: Empty,
    /// A line above the table.
    pub(crate) note: Option<fn() -> &'static str>,
    /// The button that creates something.
    pub(crate) create: Option<Create>,
    /// Saves the rows as a file.
    pub(crate) export: Option<Export<T>>,
    /// More in the head, before the search field.
    pub(crate) tools: Option<Tools>,
    /// A line of filters below the head.
    pub(crate) chips: Option<fn(&mut Ui, &mut Draw<'_>)>,
    /// Where the screen keeps the state of the table.
    pub(crate) table: fn(&mut View) -> &mut TableState<T>,
    /// The row that is open beside the table.
    pub(crate) opened: fn(&View) -> Option<&str>,
    /// Opens a row, or shows what it leads to.
    pub(crate) open: fn(&mut View, &T),
    /// What can be done with picked rows.
    pub(crate) group: fn(&Account, &[&T]) -> Group<T>,
    /// What deletes a row, where rows are deleted one by one.
    pub(crate) delete: Option<fn(&T) -> Change>,
    /// Draws the cells of a row.
    pub(crate) row: fn(&mut Ui, &mut Draw<'_>, &T, Cells),
    /// Draws the menu of a row.
    pub(crate) menu: fn(&mut Ui, &mut Draw<'_>, &T),
}

/// The rows of a page before search and filter, and how much of the list they are.
pub(crate) struct Loaded<'a, T> {
    pub(crate) items: &'a Arc<[T]>,
    pub(crate) count: Option<u64>,
    pub(crate) more: Option<MoreRow>,
}

impl<'a, T> From<&'a Listing<T>> for Loaded<'a, Arc<T>> {
    fn from(list: &'a Listing<T>) -> Self {
        Self { items: &list.items, count: list.count(), more: MoreRow::of(list) }
    }
}

impl<T: TableRow> CollectionPage<T> {
    /// Draws the page. `filter` names what `passes` lets through.
    pub(crate) fn show(
        &self,
        ui: &mut Ui,
        draw: &mut Draw<'_>,
        loaded: Loaded<'_, T>,
        (filter, passes): (&str, impl Fn(&T) -> bool),
    ) {
        let Some(account) = draw.account() else { return };
        let items = loaded.items;
        let shown = (self.table)(draw.view).shown(items, self.columns, filter, passes);
        let picked = (self.table)(draw.view).picked(items, &shown);
        let count = text::shown_of(shown.len(), items.len(), loaded.count);
        frame::header(ui, (self.title)(), count.as_deref(), |ui| {
            self.head(ui, draw, &loaded, (&shown, &picked));
        });
        if let Some(chips) = self.chips {
            chips(ui, draw);
        }
        notices::banners(ui, draw);
        change_requests::banners(ui, draw, &self.list);
        if !table::ready(ui, draw, &self.list, items.is_empty(), self.tall) {
            return;
        }
        if shown.is_empty() {
            let search = &(self.table)(draw.view).search;
            let rest = loaded.more.is_some() && self.list.searchable();
            return self.empty.show(ui, items.len(), search, rest);
        }
        if let Some(note) = self.note {
            let dim = tokens(ui).dim;
            parts::paragraph(ui, note(), theme::regular(12.0), dim);
        }
        self.rows(ui, draw, account, loaded, (&shown, &picked));
    }

    fn rows(
        &self,
        ui: &mut Ui,
        draw: &mut Draw<'_>,
        account: &Account,
        loaded: Loaded<'_, T>,
        (shown, picked): (&Arc<[usize]>, &[&T]),
    ) {
        let mut state = std::mem::take((self.table)(draw.view));
        let open = (self.opened)(draw.view).map(str::to_owned);
        let table = Table {
            name: (self.name)(),
            columns: self.columns,
            tall: self.tall,
            more: loaded.more,
            open: open.as_deref(),
        };
        let asked = table.show(ui, loaded.items, shown, &mut state, |ui, row, piece| match piece {
            Piece::Cells(cells) => (self.row)(ui, draw, row, cells),
            Piece::Menu => (self.menu)(ui, draw, row),
            Piece::Picked => {
                if let Some(act) = group_items(ui, &(self.group)(account, picked).actions) {
                    act(draw, picked);
                }
            }
        });
        *(self.table)(draw.view) = state;
        if let Some(row) = asked.open.and_then(|id| loaded.items.iter().find(|row| *row.id() == id)) {
            (self.open)(draw.view, row);
        }
        if asked.more {
            draw.send(Command::More(draw.model.current.clone(), self.list.clone()));
        }
        if asked.remove {
            self.remove(draw, account, loaded.items, picked);
        }
        if let Some(bar) = asked.bar {
            self.group(ui, draw, account, bar, (picked, shown.len()));
        }
    }

    /// Asks whether to delete what is picked, or the row of the keyboard.
    fn remove(&self, draw: &mut Draw<'_>, account: &Account, items: &[T], picked: &[&T]) {
        let picks = &(self.table)(draw.view).picks;
        let here: Vec<&T> = items.iter().filter(|item| picks.here() == Some(item.id())).collect();
        let meant = if picked.is_empty() { &here[..] } else { picked };
        let Group { actions, .. } = (self.group)(account, meant);
        if let Some(delete) = actions.iter().find(|action| action.danger && action.blocked.is_none()) {
            (delete.does)(draw, meant);
        } else if let (Some(change), [only]) = (self.delete, meant) {
            draw.view.dialog = Some(Dialog::Delete(Deletion::of(vec![change(only)])));
        }
    }

    fn head(
        &self,
        ui: &mut Ui,
        draw: &mut Draw<'_>,
        loaded: &Loaded<'_, T>,
        (shown, picked): (&[usize], &[&T]),
    ) {
        let Some(account) = draw.account() else { return };
        let create = |label| Button { name: Some(label), ..Button::primary(Some(Icon::Plus), label) };
        let mut create = self.create.as_ref().map(|kind| create((kind.label)()));
        let widths = |ui: &Ui, create: Option<&Button<'_>>| {
            let create_wide = create.map_or(0.0, |button| button.width(ui));
            let room = ui.available_width() - create_wide - theme::CONTROL - 20.0;
            let tools_wide = self.tools.as_ref().map_or(0.0, |tools| (tools.width)(ui, draw).min(room * 0.4));
            let export_wide = self.export.as_ref().map_or(0.0, |_| ExportButton::width(ui, room));
            let search_wide = table::search_width(room - tools_wide - export_wide - 30.0);
            [search_wide, tools_wide, export_wide, create_wide]
        };
        // The words of the button give way to the search.
        if widths(ui, create.as_ref())[0] <= 0.0 {
            create = create.map(|button| Button { label: "", ..button });
        }
        let [search_wide, tools_wide, export_wide, create_wide] = widths(ui, create.as_ref());
        frame::push_right(ui, &[search_wide, tools_wide, export_wide, theme::CONTROL, create_wide]);
        if search_wide > 0.0 {
            let state = (self.table)(draw.view);
            table::search(ui, search_wide, (self.search)(), state, (account, &self.list), draw.out);
        }
        if let Some(tools) = &self.tools {
            (tools.show)(ui, draw, tools_wide);
        }
        if let Some(export) = &self.export {
            let picked = if export.picked { picked } else { &[] };
            let rows = || match picked {
                [] => shown.iter().filter_map(|place| loaded.items.get(*place)).collect(),
                picked => picked.to_vec(),
            };
            let count = if picked.is_empty() { shown.len() } else { picked.len() };
            let note = text::shown_of(count, loaded.items.len(), loaded.count);
            let button =
                ExportButton { name: export.name, note: note.as_deref(), more: loaded.more.is_some() };
            if button.show(ui, draw, export_wide, |format| (export.text)(format, &rows())) {
                draw.send(Command::LoadAll(account.id.clone(), self.list.clone()));
            }
        }
        refresh(ui, draw, account);
        let create = create.map(|button| match button.name {
            Some(name) if button.label.is_empty() => button.show(ui).tip(name),
            _ => button.show(ui),
        });
        if create.is_some_and(|button| button.clicked()) {
            draw.view.created_for = CreatedFor::Itself;
            draw.view.dialog = self.create.as_ref().map(|create| (create.dialog)());
        }
    }

    fn group(
        &self,
        ui: &mut Ui,
        draw: &mut Draw<'_>,
        account: &Account,
        bar: Rect,
        (picked, shown): (&[&T], usize),
    ) {
        let Group { actions, fact } = (self.group)(account, picked);
        let said = msg::lists::list_selected(picked.len());
        let all = picked.len() == shown;
        let (chosen, toggled) = group_bar(ui, bar, Selection { said: &said, fact: &fact, all }, &actions);
        if toggled {
            (self.table)(draw.view).picks.clear();
        }
        if let Some(act) = chosen {
            act(draw, picked);
        }
    }
}

/// The button that loads what the page shows again.
pub(crate) fn refresh(ui: &mut Ui, draw: &mut Draw<'_>, account: &Account) {
    if buttons::square_button(ui, Icon::RefreshCw, msg::controls::table_refresh()).clicked() {
        draw.out.extend(draw.view.refresh(account).into_iter().map(Action::from));
    }
}

/// Copies the IDs of the picked rows, one to a line.
pub(crate) fn copy_ids<T: TableRow>() -> GroupAction<RowsAction<T>> {
    let copy: RowsAction<T> = |draw, rows| {
        let ids: Vec<&str> = rows.iter().map(|row| row.id().as_str()).collect();
        draw.out.push(Action::Copy(ids.join("\n")));
    };
    GroupAction::new(copy, Icon::Copy, msg::collection::collection_copy_ids())
}

/// The group of pages whose picked rows can only be copied.
pub(crate) fn only_copy<T: TableRow>(_account: &Account, _rows: &[&T]) -> Group<T> {
    Group { actions: vec![copy_ids()], fact: String::new() }
}
