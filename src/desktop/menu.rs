//! The menu bar of macOS. The one that winit makes ends the program without a question.

use eframe::egui::{Context, ViewportCommand};
use muda::accelerator::{Accelerator, Code, Modifiers};
use muda::{Menu, MenuEvent, MenuItem, PredefinedMenuItem, Submenu};
use takeup_text::msg;

/// Puts up the menu bar, whose only item of our own closes the window, which then asks what becomes of uploads.
pub fn show_menu_bar(screen: &Context) {
    if let Err(error) = menu_bar() {
        tracing::warn!(%error, "there is no menu bar");
    }
    let screen = screen.clone();
    MenuEvent::set_event_handler(Some(move |_: MenuEvent| {
        screen.send_viewport_cmd(ViewportCommand::Close);
        screen.request_repaint();
    }));
}

fn menu_bar() -> muda::Result<()> {
    let key = Accelerator::new(Modifiers::META, Code::KeyQ);
    let program = Submenu::with_items(
        msg::window::window_title(),
        true,
        &[
            &PredefinedMenuItem::hide(Some(msg::window::menu_hide())),
            &PredefinedMenuItem::hide_others(Some(msg::window::menu_hide_others())),
            &PredefinedMenuItem::show_all(Some(msg::window::menu_show_all())),
            &PredefinedMenuItem::separator(),
            &MenuItem::new(msg::shortcuts::shortcut_quit(), true, Some(key)),
        ],
    )?;
    let menu = Menu::with_items(&[&program])?;
    menu.init_for_nsapp();
    // It is there as long as the program.
    std::mem::forget(menu);
    Ok(())
}
