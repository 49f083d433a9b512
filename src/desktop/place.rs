//! Where the window opens: as it was left, if a screen is still there.

use eframe::egui::{Pos2, Rect, Vec2, ViewportCommand, pos2, vec2};
use takeup_model::WindowMemory;

/// What the window is like at the first start.
const FIRST: Vec2 = vec2(1180.0, 760.0);
/// It is never smaller.
pub const SMALLEST: Vec2 = vec2(640.0, 480.0);
/// So much of its upper edge must be on a screen, for a hand to take hold of.
const HOLD: Vec2 = vec2(120.0, 24.0);

/// The size that is remembered.
pub fn size(memory: &WindowMemory) -> Vec2 {
    #[expect(clippy::cast_precision_loss, reason = "screens are smaller than that")]
    let size = memory.size.map(|(width, height)| vec2(width as f32, height as f32));
    size.unwrap_or(FIRST).max(SMALLEST)
}

/// The place that is remembered.
pub fn position(memory: &WindowMemory) -> Option<Pos2> {
    #[expect(clippy::cast_precision_loss, reason = "screens are smaller than that")]
    let place = memory.position.map(|(left, top)| pos2(left as f32, top as f32));
    place
}

/// Puts a window back that would open beside the screens that are there now.
pub fn put_in_sight(cc: &eframe::CreationContext<'_>, memory: &WindowMemory) {
    let Some((window, place)) = cc.winit_window().zip(position(memory)) else { return };
    let scale = window.scale_factor();
    let screens = window.available_monitors().map(|screen| {
        let (place, size) =
            (screen.position().to_logical::<f32>(scale), screen.size().to_logical::<f32>(scale));
        Rect::from_min_size(pos2(place.x, place.y), vec2(size.width, size.height))
    });
    let screens: Vec<Rect> = screens.collect();
    if let Some(better) = in_sight(Rect::from_min_size(place, size(memory)), &screens) {
        cc.egui_ctx.send_viewport_cmd(ViewportCommand::OuterPosition(better));
    }
}

/// Where a window goes that would be out of sight: onto the first screen.
fn in_sight(window: Rect, screens: &[Rect]) -> Option<Pos2> {
    let seen = |screen: &Rect| {
        let edge = Rect::from_min_size(window.min, vec2(window.width(), HOLD.y)).intersect(*screen);
        edge.width() >= HOLD.x && edge.height() >= HOLD.y
    };
    let first = screens.first()?;
    if screens.iter().any(seen) {
        return None;
    }
    Some(first.min + ((first.size() - window.size()) / 2.0).max(Vec2::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_out_of_sight_comes_back_to_the_first_screen() {
        let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(1600.0, 1000.0));
        let left = screen.translate(vec2(-1600.0, 0.0));
        let at = |x: f32, y: f32| Rect::from_min_size(pos2(x, y), vec2(800.0, 600.0));
        for fine in [at(0.0, 0.0), at(1480.0, 976.0), at(-680.0, 10.0)] {
            assert_eq!(in_sight(fine, &[screen]), None, "{fine:?}");
        }
        for lost in [at(1481.0, 0.0), at(0.0, 977.0), at(-681.0, 0.0), at(0.0, -25.0), at(-1500.0, 100.0)] {
            assert_eq!(in_sight(lost, &[screen]), Some(pos2(400.0, 200.0)), "{lost:?}");
        }
        assert_eq!(in_sight(at(-1500.0, 100.0), &[screen, left]), None);
        let large = Rect::from_min_size(pos2(5000.0, 0.0), vec2(4000.0, 2000.0));
        assert_eq!(in_sight(large, &[screen]), Some(pos2(0.0, 0.0)));
        assert_eq!(in_sight(large, &[]), None, "no screen is known");
    }

    #[test]
    fn what_is_remembered_is_never_too_small() {
        let memory =
            WindowMemory { size: Some((10, 900)), position: Some((-5, 7)), ..WindowMemory::default() };
        assert_eq!((size(&memory), position(&memory)), (vec2(640.0, 900.0), Some(pos2(-5.0, 7.0))));
        assert_eq!((size(&WindowMemory::default()), position(&WindowMemory::default())), (FIRST, None));
    }
}
