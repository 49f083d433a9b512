//! The field for URLs: each line is judged by itself before anything is sent.

use eframe::egui::{Align, Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::Draw;
use crate::ui::kit::controls::{self, Field};
use crate::ui::kit::parts::{self, Button};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::shell::view::{UploadFilter, View};
use takeup_engine::Command;
use takeup_model::{Account, Model, Obstacle, address};
use takeup_text::{self as text, msg};

const LINE: f32 = 18.0;
/// More reasons than this are only counted.
const MOST: usize = 4;

/// The field, which adds what it holds on Enter.
pub(crate) fn field(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, hint: &str) {
    let mut text = std::mem::take(&mut draw.view.urls);
    // The button comes with the first letter, at the end of the field.
    let button = Button::plain(Some(Icon::Plus), msg::add::add_urls_add()).low();
    let wide = if text.trim().is_empty() { 0.0 } else { button.width(ui) + 8.0 };
    let place = Rect::from_min_max(rect.min, pos2(rect.right() - wide, rect.bottom()));
    let response = Field::new(msg::add::add_field(), hint).icon(Icon::Link).at(ui, place, &mut text);
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
    let urls = draw.view.urls.split_whitespace().map(whole).collect();
    draw.view.urls.clear();
    add_each(draw, urls);
}

/// Adds those that the platform can fetch. The others stand in the field, which says why.
pub(crate) fn add_each(draw: &mut Draw<'_>, urls: Vec<String>) {
    let (good, bad): (Vec<String>, Vec<String>) =
        urls.into_iter().partition(|url| judge(draw.model, url).is_ok());
    if !good.is_empty() {
        draw.send(Command::AddUrls(draw.model.current.clone(), good, draw.view.options()));
    }
    if !bad.is_empty() {
        let before = std::mem::take(&mut draw.view.urls);
        let all = before.split_whitespace().map(str::to_owned).chain(bad);
        draw.view.urls = all.collect::<Vec<_>>().join(" ");
        draw.view.urls_tried = true;
        // The field has to be seen.
        draw.view.filter = UploadFilter::All;
    }
}

fn judge(model: &Model, url: &str) -> Result<(), Obstacle> {
    address::judge(url, model.current_account().is_some_and(Account::is_here))
}

fn whole(word: &str) -> String {
    if word.contains("://") { word.to_owned() } else { ["https://", word].concat() }
}

/// What there is to say of the URLs in the field, and whether it stands against them. While somebody types, only what
/// no further letter can mend.
fn remarks(model: &Model, view: &View) -> Vec<(String, bool)> {
    let mut said = Vec::new();
    for word in view.urls.split_whitespace() {
        let url = whole(word);
        match judge(model, &url) {
            Err(why) if view.urls_tried || why.is_sure() => {
                said.push((msg::add::add_url_flaw(word, text::obstacle(&why)), true));
            }
            Ok(()) => said.extend(text::address_note(&url).map(|note| (note.to_owned(), false))),
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
pub(crate) fn remarks_ui(ui: &mut Ui, model: &Model, view: &View) {
    let said = remarks(model, view);
    if said.is_empty() {
        return;
    }
    let rows = f32::from(u16::try_from(said.len()).unwrap_or(u16::MAX));
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), rows * LINE));
    said_ui(ui, rect, &said, Align::Min);
}

/// The same on a page where everything has its place.
pub(crate) fn remarks_at(ui: &mut Ui, rect: Rect, model: &Model, view: &View) {
    said_ui(ui, rect, &remarks(model, view), Align::Center);
}

fn said_ui(ui: &mut Ui, rect: Rect, said: &[(String, bool)], align: Align) {
    let t = tokens(ui);
    let mut top = rect.top();
    for (text, bad) in said {
        let place = Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), top + LINE));
        let color = if *bad { t.bad_text } else { t.dim };
        parts::line(ui, place, text, theme::regular(12.0), color, align);
        top += LINE;
    }
}
