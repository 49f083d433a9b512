//! What is shown in place of the window where this version would harm what a newer one keeps. There is no engine then.

use std::sync::Arc;

use eframe::egui::{self, CornerRadius, Key, Rect, Ui, UiBuilder, ViewportCommand, vec2};

use crate::desktop::SystemFonts;
use crate::ui::kit::buttons::Button;
use crate::ui::kit::parts;
use crate::ui::kit::theme::{self, tokens};
use takeup_text::msg;

/// How wide the sentence is.
const WIDE: f32 = 440.0;

/// The application that says why it does not start.
pub struct RefusedApp {
    why: String,
}

impl RefusedApp {
    /// Says this sentence.
    pub fn new(cc: &eframe::CreationContext<'_>, fonts: SystemFonts, why: String) -> Self {
        theme::apply(&cc.egui_ctx);
        cc.egui_ctx.add_font_provider(Arc::new(fonts));
        Self { why }
    }
}

impl eframe::App for RefusedApp {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        if refused_ui(ui, &self.why) {
            ui.ctx().send_viewport_cmd(ViewportCommand::Close);
        }
    }
}

/// Says why Takeup does not start. True if the window is to close.
pub fn refused_ui(ui: &mut Ui, why: &str) -> bool {
    ui.ctx().accesskit_node_builder(egui::accesskit_root_id(), |node| {
        node.set_label(msg::window::window_title());
    });
    let window = ui.max_rect();
    let t = tokens(ui);
    ui.painter().rect_filled(window, CornerRadius::ZERO, t.ground);
    let wide = WIDE.min(window.width() - 48.0);
    let place = Rect::from_center_size(window.center(), vec2(wide, (window.height() - 32.0).min(200.0)));
    let mut inside = ui.new_child(UiBuilder::new().max_rect(place));
    inside.spacing_mut().item_spacing.y = 12.0;
    parts::heading(&mut inside, msg::window::start_not_started(), parts::Heading::Page);
    parts::paragraph(&mut inside, why, theme::regular(14.0), t.text);
    let quit = Button::primary(None, msg::shortcuts::shortcut_quit()).show(&mut inside);
    quit.clicked() || ui.input(|input| input.key_pressed(Key::Escape))
}
