//! The form for a watched folder: a new one, or one that is changed.

use std::path::PathBuf;

use eframe::egui::{Ui, vec2};

use crate::ui::Draw;
use crate::ui::kit::controls::{self, DialogAnswer, DialogSpec, Field};
use crate::ui::kit::parts::{self, Look};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::dialogs::Dialog;
use crate::ui::shell::view::Page;
use takeup_model::{WatchedFolder, is_folder_name};
use takeup_text::msg;

/// What is filled in.
#[derive(Clone, Debug)]
pub struct WatchForm {
    folders: Vec<PathBuf>,
    new: bool,
    subfolders: bool,
    include: String,
    exclude: String,
    move_to: String,
}

impl WatchForm {
    fn new(folders: Vec<PathBuf>) -> Self {
        Self { folders, new: true, ..Self::edit(&WatchedFolder::default()) }
    }

    /// For one that is.
    pub fn edit(folder: &WatchedFolder) -> Self {
        Self {
            folders: vec![folder.folder.clone()],
            new: false,
            subfolders: folder.subfolders,
            include: folder.include.join(" "),
            exclude: folder.exclude.join(" "),
            move_to: folder.move_to.clone().unwrap_or_default(),
        }
    }

    /// Whether the subfolder for ready files can be one.
    fn valid(&self) -> bool {
        let name = self.move_to.trim();
        name.is_empty() || is_folder_name(name)
    }

    fn fields(&mut self, ui: &mut Ui) {
        let t = tokens(ui);
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
        if !self.valid() {
            controls::hint(ui, msg::watched::watched_form_move_wrong(), t.bad_text);
        }
        if self.new {
            controls::hint(ui, msg::watched::watched_form_then(), t.dim);
        }
    }

    fn save(self, draw: &mut Draw<'_>) {
        let move_to = Some(self.move_to.trim().to_owned()).filter(|name| !name.is_empty());
        let next = draw.view.then.clone();
        draw.view.page = Page::Watched;
        super::change_all(draw, |watched| {
            for folder in self.folders {
                if watched.iter().all(|one| one.folder != folder) {
                    let next = next.clone();
                    watched.push(WatchedFolder { folder: folder.clone(), next, ..WatchedFolder::default() });
                }
                for rules in watched.iter_mut().filter(|one| one.folder == folder) {
                    rules.subfolders = self.subfolders;
                    rules.include = WatchedFolder::patterns(&self.include);
                    rules.exclude = WatchedFolder::patterns(&self.exclude);
                    rules.move_to.clone_from(&move_to);
                }
            }
        });
    }
}

/// The form for these folders, which are not watched yet.
pub fn watch_form(folders: Vec<PathBuf>) -> Dialog {
    Dialog::Watch(WatchForm::new(folders))
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
        form.fields(ui);
        false
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
