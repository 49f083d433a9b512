//! The form for a watched folder: a new one, or one that is changed.

use std::path::PathBuf;

use eframe::egui::{ScrollArea, Ui, vec2};

use crate::ui::Draw;
use crate::ui::kit::buttons::Look;
use crate::ui::kit::controls::{self, DialogAnswer, DialogSpec, Field};
use crate::ui::kit::pairs::pairs_ui;
use crate::ui::kit::parts;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::dialogs::Dialog;
use crate::ui::shell::view::{MetadataForm, Page};
use takeup_model::{Metadata, WatchedFolder, is_folder_name};
use takeup_text::{self as text, msg};

/// What the title, the buttons and the edges take of the height.
const AROUND: f32 = 170.0;
const LEAST: f32 = 120.0;

/// What is filled in.
#[derive(Clone, Debug)]
pub struct WatchForm {
    folders: Vec<PathBuf>,
    /// The folder as it is typed, where the system has no dialog to choose one.
    typed: Option<String>,
    new: bool,
    subfolders: bool,
    include: String,
    exclude: String,
    move_to: String,
    metadata: MetadataForm,
}

impl WatchForm {
    /// For some that are new. What is added next has this metadata.
    fn new(folders: Vec<PathBuf>, told: &Metadata) -> Self {
        let metadata = MetadataForm::of_next(told);
        Self { folders, new: true, metadata, ..Self::edit(&WatchedFolder::default()) }
    }

    /// For one that is.
    pub fn edit(folder: &WatchedFolder) -> Self {
        Self {
            folders: vec![folder.folder.clone()],
            typed: None,
            new: false,
            subfolders: folder.subfolders,
            include: folder.include.join(" "),
            exclude: folder.exclude.join(" "),
            move_to: folder.move_to.clone().unwrap_or_default(),
            metadata: MetadataForm::of_next(&folder.next.told),
        }
    }

    /// Whether the subfolder for ready files can be one.
    fn movable(&self) -> bool {
        let name = self.move_to.trim();
        name.is_empty() || is_folder_name(name)
    }

    /// The folders that are meant.
    fn meant(&self) -> Vec<PathBuf> {
        self.typed.as_ref().map_or_else(|| self.folders.clone(), |typed| vec![PathBuf::from(typed.trim())])
    }

    fn valid(&self) -> bool {
        self.meant().iter().all(|folder| folder.is_absolute())
            && self.movable()
            && self.metadata.read().1.iter().all(Option::is_none)
    }

    /// Draws the fields; true when Enter was pressed in that of the folder.
    fn fields(&mut self, ui: &mut Ui) -> bool {
        let t = tokens(ui);
        let mut entered = false;
        if let Some(typed) = &mut self.typed {
            let name = msg::watched::watched_form_folder();
            parts::paragraph(ui, name, theme::medium(13.0), t.text);
            let (_, rect) = ui.allocate_space(vec2(ui.available_width(), theme::CONTROL));
            let field = Field::new(name, msg::watched::watched_form_folder_hint()).at(ui, rect, typed);
            entered = controls::entered(ui, &field);
        }
        for folder in &self.folders {
            parts::paragraph(ui, &folder.display().to_string(), theme::regular(13.0), t.text);
        }
        controls::tick(ui, msg::watched::watched_form_subfolders(), &mut self.subfolders);
        let fields = [
            (
                msg::watched::watched_form_include(),
                msg::watched::watched_form_include_hint(),
                &mut self.include,
            ),
            (
                msg::watched::watched_form_exclude(),
                msg::watched::watched_form_exclude_hint(),
                &mut self.exclude,
            ),
            (msg::watched::watched_form_move(), msg::watched::watched_form_move_hint(), &mut self.move_to),
        ];
        for (name, hint, value) in fields {
            parts::paragraph(ui, name, theme::medium(13.0), t.text);
            let (_, rect) = ui.allocate_space(vec2(ui.available_width(), theme::CONTROL));
            Field::new(name, hint).at(ui, rect, value);
        }
        if !self.movable() {
            controls::hint(ui, msg::watched::watched_form_move_wrong(), t.bad_text);
        }
        parts::paragraph(ui, msg::assets::asset_metadata(), theme::medium(13.0), t.text);
        parts::paragraph(ui, msg::metadata::metadata_help(), theme::regular(12.0), t.dim);
        let (_, flaws) = self.metadata.read();
        pairs_ui(ui, &mut self.metadata.rows, 2.0, |place| flaws.get(place)?.as_ref().map(text::flaw));
        if self.new {
            controls::hint(ui, msg::watched::watched_form_then(), t.dim);
        }
        entered
    }

    fn save(self, draw: &mut Draw<'_>) {
        let move_to = Some(self.move_to.trim().to_owned()).filter(|name| !name.is_empty());
        let (told, _) = self.metadata.read();
        let (next, folders) = (draw.view.then.clone(), self.meant());
        draw.view.page = Page::Watched;
        super::change_all(draw, |watched| {
            for folder in folders {
                if watched.iter().all(|one| one.folder != folder) {
                    let next = next.clone();
                    watched.push(WatchedFolder { folder: folder.clone(), next, ..WatchedFolder::default() });
                }
                for rules in watched.iter_mut().filter(|one| one.folder == folder) {
                    rules.subfolders = self.subfolders;
                    rules.include = WatchedFolder::patterns(&self.include);
                    rules.exclude = WatchedFolder::patterns(&self.exclude);
                    rules.move_to.clone_from(&move_to);
                    rules.next.told.clone_from(&told);
                }
            }
        });
    }
}

/// The form for these folders, which are not watched yet; without any, it asks for one. What is added next has this
/// metadata.
pub fn watch_form(folders: Vec<PathBuf>, told: &Metadata) -> Dialog {
    let typed = folders.is_empty().then(String::new);
    Dialog::Watch(WatchForm { typed, ..WatchForm::new(folders, told) })
}

/// Draws the form; it comes back for as long as nobody has answered.
pub(crate) fn form_ui(ui: &Ui, draw: &mut Draw<'_>, mut form: WatchForm) -> Option<WatchForm> {
    let (title, yes) = if form.new {
        (msg::watched::watched_form_title(), msg::watched::watched_form_watch())
    } else {
        (msg::watched::watched_form_edit(), msg::controls::control_save())
    };
    let spec = DialogSpec { ready: form.valid(), ..DialogSpec::new(title.to_owned(), yes, Look::Primary) };
    let answer = controls::form(ui.ctx(), &spec, |ui| {
        // In a dialog a scrolled area grows only so.
        let tall = (ui.ctx().content_rect().height() - AROUND).max(LEAST);
        let area = ScrollArea::vertical().max_height(tall).min_scrolled_height(tall);
        let shown = area.show(ui, |ui| {
            // Room for the scroll bar.
            ui.set_max_width(ui.available_width() - 12.0);
            form.fields(ui)
        });
        shown.inner
    });
    match answer {
        None => Some(form),
        Some(DialogAnswer::No | DialogAnswer::Other) => None,
        Some(DialogAnswer::Yes) => {
            form.save(draw);
            None
        }
    }
}
