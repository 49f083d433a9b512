//! What the system knows the program by.

use eframe::egui::IconData;

/// The ID of the program: its desktop file, its icon, and the class of its window are called like this.
pub const APP_ID: &str = "io.takeup.Takeup";

/// The picture of the program.
pub fn icon() -> IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).unwrap_or_default()
}

/// The picture of a window. macOS shows that of the bundle, which has more sizes.
pub fn window_icon() -> IconData {
    if cfg!(target_os = "macos") { IconData::default() } else { icon() }
}

/// Gives the instance half of the window's class, which egui leaves empty: it is what some docks look at first. Wayland
/// has one ID only.
#[cfg(target_os = "linux")]
pub fn name_window(cc: &eframe::CreationContext<'_>) {
    use winit::raw_window_handle::{HasWindowHandle as _, RawWindowHandle};
    let handle = cc.window_handle().map(|handle| handle.as_raw());
    let Ok(RawWindowHandle::Xlib(handle)) = handle else { return };
    if let Err(error) = u32::try_from(handle.window).map_err(Into::into).and_then(set_class) {
        tracing::warn!(%error, "the window has no class");
    }
}

#[cfg(target_os = "linux")]
fn set_class(window: u32) -> Result<(), Box<dyn std::error::Error>> {
    use x11rb::protocol::xproto::{AtomEnum, PropMode};
    use x11rb::wrapper::ConnectionExt as _;
    let (connection, _) = x11rb::connect(None)?;
    let class = format!("{APP_ID}\0{APP_ID}\0");
    let (name, kind) = (AtomEnum::WM_CLASS, AtomEnum::STRING);
    connection.change_property8(PropMode::REPLACE, window, name, kind, class.as_bytes())?.check()?;
    Ok(())
}

/// Only X11 has a class with two halves.
#[cfg(not(target_os = "linux"))]
pub fn name_window(_cc: &eframe::CreationContext<'_>) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desktop_file_and_the_icon_are_those_of_the_program() {
        let icon = icon();
        assert_eq!((icon.width, icon.height, icon.rgba.len()), (256, 256, 256 * 256 * 4));
        let entry = include_str!("../../packaging/linux/io.takeup.Takeup.desktop");
        for line in [format!("Icon={APP_ID}"), format!("StartupWMClass={APP_ID}")] {
            assert!(entry.lines().any(|found| found == line), "{line}");
        }
        let about = include_str!("../../packaging/linux/io.takeup.Takeup.metainfo.xml");
        for part in [format!("<id>{APP_ID}</id>"), format!("{APP_ID}.desktop</launchable>")] {
            assert!(about.contains(&part), "{part}");
        }
    }
}
