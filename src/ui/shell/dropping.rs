//! What lies over the window while files are dragged over it: how many they are, and how large.

use std::path::PathBuf;

use eframe::egui::{Align2, CornerRadius, Ui, vec2};
use lucide_icons::Icon;

use crate::ui::kit::parts;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::shell::frame;
use crate::ui::{Action, Draw};
use takeup_engine::measure::DragTotal;
use takeup_text::{msg, numbers};

/// What is dragged over the window.
#[derive(Clone, Debug, Default)]
pub struct Dragged {
    /// The files and folders.
    pub paths: Vec<PathBuf>,
    /// How many of each, and how large, once the disk has answered.
    pub total: Option<DragTotal>,
}

/// Draws where to drop, while something is dragged over the window.
pub(crate) fn target(ui: &Ui, draw: &mut Draw<'_>) {
    let count = ui.input(|input| input.raw.hovered_files.len());
    if count == 0 {
        draw.view.dragged.paths.clear();
        return;
    }
    let known = &draw.view.dragged.paths;
    let same = ui.input(|input| {
        let paths = input.raw.hovered_files.iter().filter_map(|file| file.path.as_deref());
        paths.eq(known.iter().map(PathBuf::as_path))
    });
    if !same {
        let paths: Vec<PathBuf> =
            ui.input(|input| input.raw.hovered_files.iter().filter_map(|file| file.path.clone()).collect());
        draw.view.dragged = Dragged { paths: paths.clone(), total: None };
        // A disk may not answer for a long time.
        draw.out.push(Action::Measure(paths));
    }
    let t = tokens(ui);
    let painter = ui.ctx().layer_painter(frame::floating("drop"));
    let window = ui.ctx().content_rect();
    painter.rect_filled(window, CornerRadius::ZERO, t.accent_soft);
    let rect = window.shrink(18.0);
    parts::dashed(&painter, rect, t.accent_soft, t.accent);
    let middle = rect.center();
    parts::icon(&painter, middle - vec2(0.0, 48.0), Icon::FileVideoCamera, 36.0, t.accent_text);
    let (title, more) = words(count, draw.view.dragged.total);
    parts::text(&painter, middle, Align2::CENTER_CENTER, &title, theme::semibold(17.0), t.text);
    let mut below = middle + vec2(0.0, 26.0);
    for line in more.as_deref().into_iter().chain([msg::notices::drop_help()]) {
        parts::text(&painter, below, Align2::CENTER_CENTER, line, theme::regular(13.0), t.dim);
        below += vec2(0.0, 20.0);
    }
}

/// What is said of this many things, and of what is known of them.
fn words(count: usize, total: Option<DragTotal>) -> (String, Option<String>) {
    let Some(DragTotal { files, bytes, folders, whole }) =
        total.filter(|total| total.files + total.folders > 0)
    else {
        return (msg::notices::drop_release(count), None);
    };
    let all = msg::notices::drop_release_files(files, numbers::bytes(bytes));
    if folders == 0 {
        return (all, None);
    }
    if whole && files > 0 {
        return (all, Some(msg::notices::drop_folders(folders)));
    }
    let told = (files > 0).then(|| msg::notices::drop_files(files, numbers::bytes(bytes)));
    let facts = numbers::facts(told.into_iter().chain([msg::notices::drop_folders(folders)]));
    (msg::notices::drop_release(count), Some(facts))
}

/// Takes in what the disk has answered, if it is still about what is dragged.
pub(crate) fn measured(dragged: &mut Dragged, paths: &[PathBuf], total: DragTotal) {
    if dragged.paths == paths {
        dragged.total = Some(total);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_dragged_is_told_with_its_size_once_that_is_known() {
        let total = |files, bytes, folders| Some(DragTotal { files, bytes, folders, whole: false });
        let release = |words: &str| format!("Release to add {words}");
        assert_eq!(words(4, None), (release("4 items"), None));
        assert_eq!(words(4, total(4, 3_100_000_000, 0)), (release("4 files (3.1 GB)"), None));
        assert_eq!(words(1, total(1, 20_000, 0)), (release("1 file (20 kB)"), None));
        let both = words(3, total(2, 5_000_000, 1));
        assert_eq!(both, (release("3 items"), Some("2 files (5 MB) · 1 folder".to_owned())));
        let whole = total(212, 5_000_000, 1).map(|total| DragTotal { whole: true, ..total });
        assert_eq!(words(3, whole), (release("212 files (5 MB)"), Some("1 folder".to_owned())));
        assert_eq!(words(2, total(0, 0, 2)), (release("2 items"), Some("2 folders".to_owned())));
        // Nothing of them could be read.
        assert_eq!(words(2, total(0, 0, 0)), (release("2 items"), None));
    }

    #[test]
    fn an_answer_about_other_files_is_passed_over() {
        let (one, other) = (vec![PathBuf::from("/a")], vec![PathBuf::from("/b")]);
        let mut dragged = Dragged { paths: one.clone(), total: None };
        measured(&mut dragged, &other, DragTotal::default());
        assert_eq!(dragged.total, None);
        measured(&mut dragged, &one, DragTotal::default());
        assert_eq!(dragged.total, Some(DragTotal::default()));
    }
}
