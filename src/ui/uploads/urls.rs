//! The field for URLs: each line is judged by itself before anything is sent.

use eframe::egui::{Rect, Ui, accesskit::Live, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::Draw;
use crate::ui::kit::buttons::Button;
use crate::ui::kit::controls::{self, Field};
use crate::ui::kit::parts::{self, Tip as _};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::shell::view::{UploadFilter, View};
use takeup_engine::Command;
use takeup_model::{Account, Obstacle, Source, address};
use takeup_text::{self as text, msg};

/// What is said of one URL takes at most so many rows.
const ROWS: usize = 3;
const BETWEEN: f32 = 3.0;
/// Stands in the field where a pasted text had another line. Paths have spaces, and begin where a line begins.
const LINE_END: &str = "↵";
/// More reasons than this are only counted.
const MOST: usize = 4;

/// The field, which adds what it holds on Enter.
pub(crate) fn field(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, hint: &str) {
    let mut text = std::mem::take(&mut draw.view.urls);
    // The button comes with the first letter, at the end of the field.
    let button = Button::plain(Some(Icon::Plus), msg::add::add_urls_add()).low();
    let wide = if text.trim().is_empty() { 0.0 } else { button.width(ui) + 8.0 };
    let place = Rect::from_min_max(rect.min, pos2(rect.right() - wide, rect.bottom()));
    let field = Field { line_end: Some(LINE_END), ..Field::new(msg::add::add_field(), hint) };
    let response = field.icon(Icon::Link).at(ui, place, &mut text);
    let mut go = controls::entered(ui, &response);
    if wide > 0.0 {
        let place = Rect::from_min_max(pos2(place.right() + 8.0, rect.top()), rect.max);
        go |= button.at(ui, place).clicked();
    }
    draw.view.urls_tried &= !response.changed();
    draw.view.urls = text;
    if go {
        add(draw);
    }
}

/// Adds what the field holds.
pub(crate) fn add(draw: &mut Draw<'_>) {
    let text = std::mem::take(&mut draw.view.urls);
    add_each(draw, read(draw.view, &text));
}

/// What a line names. A tilde is the home folder, as in a shell.
pub(crate) fn read(view: &View, line: &str) -> Vec<Source> {
    let sources = line.split(LINE_END).flat_map(|line| Source::read(line.trim()));
    sources.map(|source| if let Some(home) = &view.home { source.at_home(home) } else { source }).collect()
}

/// Adds files, and the URLs that the platform can fetch. The others stand in the field, which says why.
pub(crate) fn add_each(draw: &mut Draw<'_>, sources: Vec<Source>) {
    let (mut paths, mut good, mut bad) = (Vec::new(), Vec::new(), Vec::new());
    for source in sources {
        match source {
            Source::File(path) if path.is_absolute() => paths.push(path),
            Source::Url(url) if judge(draw, &url).is_ok() => good.push(url),
            Source::File(_) | Source::Url(_) | Source::Asset(..) => bad.push(source.text()),
        }
    }
    let (account, options) = (draw.model.current.clone(), draw.view.options());
    if !good.is_empty() {
        draw.send(Command::AddUrls(account.clone(), good, options.clone()));
    }
    if !paths.is_empty() {
        draw.send(Command::AddPaths(account, paths, options));
    }
    if !bad.is_empty() {
        let before = std::mem::take(&mut draw.view.urls);
        // A URL ends where the next begins: what has no scheme goes before them.
        bad.extend((!before.is_empty()).then_some(before));
        bad.sort_by_key(|text| address::has_scheme(text));
        // Several without a scheme would be one with spaces in it.
        let spaced = bad.iter().any(|text| text.contains(char::is_whitespace));
        let bare = bad.iter().filter(|text| !address::has_scheme(text)).count();
        draw.view.urls = bad.join(&if spaced || bare > 1 { format!(" {LINE_END} ") } else { " ".to_owned() });
        draw.view.urls_tried = true;
        // The field has to be seen.
        draw.view.filter = UploadFilter::All;
    }
}

fn judge(draw: &Draw<'_>, url: &str) -> Result<(), Obstacle> {
    address::judge(url, draw.account().is_some_and(Account::is_here))?;
    address::expired(url, draw.now.utc).map_or(Ok(()), Err)
}

/// What there is to say of what is in the field, and whether it stands against it. While somebody types, only what no
/// further letter can mend.
fn remarks(draw: &Draw<'_>) -> Vec<(String, bool)> {
    let mut said = Vec::new();
    let sources = read(draw.view, &draw.view.urls);
    // Of one alone the field says which is meant.
    let flaw = |text: &str, why: &str| {
        if sources.len() > 1 { msg::add::add_url_flaw(text, why) } else { why.to_owned() }
    };
    for source in &sources {
        let text = source.text();
        if let Some(path) = source.path() {
            if draw.view.urls_tried && !path.is_absolute() {
                said.push((flaw(&text, msg::add::add_path_relative()), true));
            }
            continue;
        }
        match judge(draw, &text) {
            Err(why) if draw.view.urls_tried || why.is_sure() => {
                said.push((flaw(&text, &text::obstacle(&why)), true));
            }
            Ok(()) => said.extend(text::address_notes(&text).into_iter().map(|note| (note, false))),
            Err(_) => {}
        }
    }
    said.dedup();
    if said.len() > MOST {
        let rest = said.split_off(MOST - 1);
        said.push((msg::add::add_urls_more(rest.len()), true));
    }
    said
}

/// Draws what there is to say below the field, where the cursor of the page is.
pub(crate) fn remarks_ui(ui: &mut Ui, draw: &Draw<'_>) {
    let said = remarks(draw);
    if said.is_empty() {
        return;
    }
    let room = ui.available_width();
    let rows = said.iter().map(|(text, _)| {
        parts::galley(ui, text, theme::regular(12.0), theme::CLEAR, room, ROWS).size().y + BETWEEN
    });
    let (_, rect) = ui.allocate_space(vec2(room, rows.sum()));
    said_ui(ui, rect, &said);
}

/// The same on a page where everything has its place. Returns whether there is anything to say.
pub(crate) fn remarks_at(ui: &mut Ui, rect: Rect, draw: &Draw<'_>) -> bool {
    let said = remarks(draw);
    said_ui(ui, rect, &said);
    !said.is_empty()
}

fn said_ui(ui: &mut Ui, rect: Rect, said: &[(String, bool)]) {
    let t = tokens(ui);
    let mut top = rect.top();
    for (text, bad) in said {
        let place = rect.with_min_y(top);
        let color = if *bad { t.bad_text } else { t.dim };
        let said = parts::rows(ui, place, text, theme::regular(12.0), color, ROWS);
        top = said.rect.bottom() + BETWEEN;
        if *bad {
            ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
        }
        said.tip(text);
    }
}
