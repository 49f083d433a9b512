//! The receipt in an opened row: what was verified and how, the digests, how it went, and a way to save it.

use std::sync::Arc;

use eframe::egui::{Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons::Button;
use crate::ui::kit::parts;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::uploads::detail::CopyLine;
use crate::ui::{Action, Draw};
use takeup_engine::ReceiptSelection;
use takeup_model::{EtagCheck, Job, Receipt};
use takeup_text::{self as text, msg};

const MARK: f32 = 18.0;
const GAP: f32 = 4.0;
const LINE: f32 = 32.0;

/// The receipt of a job, once something was begun for it and it is over.
pub(crate) fn of(job: &Job) -> Option<&Arc<Receipt>> {
    job.receipt.as_ref().filter(|receipt| receipt.started.is_some())
}

/// How tall the receipt is.
pub(crate) fn height(ui: &Ui, receipt: &Receipt, room: f32) -> f32 {
    let said: f32 = sentences(receipt)
        .iter()
        .map(|(text, _)| parts::galley(ui, text, font(), theme::CLEAR, room - MARK, 4).size().y + GAP)
        .sum();
    said + if receipt.sha256.is_some() { 2.0 * LINE } else { LINE }
}

fn font() -> eframe::egui::FontId {
    theme::regular(12.0)
}

/// What the mark before a sentence means.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Proved,
    Unproved,
    Differs,
    Plain,
}

fn sentences(receipt: &Receipt) -> Vec<(String, Sign)> {
    let proved =
        matches!(receipt.proof, EtagCheck::Matched(parts) if Some(parts) == receipt.cut.map(|cut| cut.parts));
    let sign = if proved { Sign::Proved } else { Sign::Unproved };
    let differs = text::size_differs(receipt).map(|text| (text, Sign::Differs));
    let sending = text::sending(receipt).map(|text| (text, Sign::Plain));
    let longer = text::length_differs(receipt).map(|text| (text, Sign::Differs));
    let copy = text::copy_sent(receipt).map(|text| (text, Sign::Plain));
    let proof = std::iter::once((text::verified(receipt), sign));
    proof.chain(differs).chain(longer).chain(copy).chain(sending).collect()
}

/// Draws the receipt.
pub(crate) fn receipt_ui(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, job: &Job, receipt: &Arc<Receipt>) {
    let t = tokens(ui);
    let mut top = rect.top();
    for (text, sign) in sentences(receipt) {
        let (glyph, mark, color) = match sign {
            Sign::Proved => (Icon::ShieldCheck, t.ok_text, t.dim),
            Sign::Unproved => (Icon::Shield, t.dim, t.dim),
            Sign::Differs => (Icon::TriangleAlert, t.warn_text, t.warn_text),
            Sign::Plain => (Icon::Clock, t.dim, t.dim),
        };
        let place = Rect::from_min_max(pos2(rect.left() + MARK, top), rect.max);
        parts::icon(ui.painter(), pos2(rect.left() + 6.0, top + 7.5), glyph, 13.0, mark);
        top += parts::rows(ui, place, &text, font(), color, 4).rect.height() + GAP;
    }
    let of = job.name();
    let save = Button::plain(Some(Icon::Download), msg::receipts::receipt_save()).low();
    let wide = save.width(ui).min(rect.width());
    let button = Rect::from_min_size(pos2(rect.right() - wide, top + 2.0), vec2(wide, 28.0));
    if let Some(digest) = &receipt.digest {
        let (what, copy) = text::digest_label(digest);
        let place = Rect::from_min_max(pos2(rect.left(), top), pos2(button.left() - 6.0, top + LINE));
        let name = msg::uploads::upload_button_named(copy, &of);
        let line = CopyLine { label: what, tip: copy, name: &name, text: digest.hex() };
        line.show(ui, draw, place);
    }
    if let Some(sha256) = &receipt.sha256 {
        let place = Rect::from_min_size(pos2(rect.left(), top + LINE), vec2(rect.width(), LINE));
        let name = msg::uploads::upload_button_named(msg::receipts::receipt_copy_sha256(), &of);
        let line = CopyLine {
            label: msg::receipts::receipt_sha256(),
            tip: msg::receipts::receipt_copy_sha256(),
            name: &name,
            text: sha256,
        };
        line.show(ui, draw, place);
    }
    let name = msg::receipts::receipt_save_of(&of);
    if (Button { name: Some(&name), ..save }).at(ui, button).clicked() {
        draw.out.push(Action::Save(ReceiptSelection::One(Arc::clone(receipt))));
    }
}
