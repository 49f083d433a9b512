//! The small pictures of rows: the engine is told which are in sight, and the graphics card keeps only those.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use eframe::egui::{ColorImage, Image, Rect, TextureHandle, TextureOptions, Ui, Vec2, pos2, vec2};

use crate::ui::Draw;
use crate::ui::kit::theme;
use takeup_engine::Command;
use takeup_model::{AccountId, AssetId, AssetStatus, Job, Model, Pixels, Still};

/// The pictures of the rows in sight.
#[derive(Clone, Default)]
pub struct StillsView {
    /// The rows of this frame.
    seen: Vec<AssetId>,
    /// What the engine was told last.
    told: (AccountId, Vec<AssetId>),
    textures: BTreeMap<AssetId, (Arc<Pixels>, TextureHandle)>,
}

impl fmt::Debug for StillsView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.textures.keys()).finish()
    }
}

impl StillsView {
    /// What the engine is to be told when other rows of this account were in sight in this frame than before.
    fn changes(&mut self, account: &AccountId) -> Vec<Command> {
        let seen = (account.clone(), std::mem::take(&mut self.seen));
        self.textures.retain(|asset, _| seen.1.contains(asset));
        if seen == self.told {
            return Vec::new();
        }
        let before = std::mem::replace(&mut self.told, seen.clone());
        let left = before.0 != seen.0 && !before.1.is_empty();
        let left = left.then_some(Command::ShowStills(before.0, Vec::new()));
        left.into_iter().chain([Command::ShowStills(seen.0, seen.1)]).collect()
    }

    /// The same when nothing can be seen any more.
    pub(crate) fn stop_viewing(&mut self) -> Vec<Command> {
        let account = self.told.0.clone();
        self.changes(&account)
    }
}

/// Tells the engine which rows are in sight, if they are others than before.
pub(crate) fn tell(draw: &mut Draw<'_>) {
    for command in draw.view.stills.changes(&draw.model.current) {
        draw.send(command);
    }
}

/// A picture as the graphics card has it.
pub(crate) fn texture(ui: &Ui, pixels: &Pixels) -> TextureHandle {
    let size = [pixels.width, pixels.height].map(|side| side as usize);
    let image = ColorImage::from_rgba_unmultiplied(size, &pixels.rgba);
    ui.ctx().load_texture("still", image, TextureOptions::LINEAR)
}

/// Draws the picture of an upload over the whole frame. Returns whether there is one.
pub(crate) fn paint(ui: &Ui, model: &Model, stills: &mut StillsView, job: &Job, place: Rect) -> bool {
    let (Some((asset, AssetStatus::Ready)), Some(account)) = (&job.asset, model.account_of(job)) else {
        return false;
    };
    stills.seen.push(asset.clone());
    let Some(Still::Here(pixels)) = account.stills.get(asset) else { return false };
    let fresh = stills.textures.get(asset).is_some_and(|(known, _)| Arc::ptr_eq(known, pixels));
    if !fresh {
        stills.textures.insert(asset.clone(), (Arc::clone(pixels), texture(ui, pixels)));
    }
    let Some((_, texture)) = stills.textures.get(asset) else { return false };
    Image::from_texture((texture.id(), place.size()))
        .uv(middle(texture.size_vec2(), place.size()))
        .corner_radius(theme::RADIUS)
        .paint_at(ui, place);
    true
}

/// The largest part in the middle of a picture that has the shape of its frame.
fn middle(picture: Vec2, frame: Vec2) -> Rect {
    let scale = (frame / picture.max(vec2(1.0, 1.0))).max_elem();
    let shown = (frame / (picture * scale).max(vec2(1.0, 1.0))).min(vec2(1.0, 1.0));
    Rect::from_center_size(pos2(0.5, 0.5), shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_picture_is_asked_for_of_an_account_or_a_window_that_is_not_seen() {
        let mut stills = StillsView::default();
        let told = |commands: Vec<Command>| -> Vec<(String, usize)> {
            let shown = commands.into_iter().filter_map(|command| {
                let Command::ShowStills(account, assets) = command else { return None };
                Some((account.0, assets.len()))
            });
            shown.collect()
        };
        stills.seen = vec!["a".into(), "b".into()];
        assert_eq!(told(stills.changes(&"one".into())), [("one".to_owned(), 2)]);
        stills.seen = vec!["a".into(), "b".into()];
        assert!(stills.changes(&"one".into()).is_empty());
        stills.seen = vec!["c".into()];
        let other = told(stills.changes(&"two".into()));
        assert_eq!(other, [("one".to_owned(), 0), ("two".to_owned(), 1)]);
        assert_eq!(told(stills.stop_viewing()), [("two".to_owned(), 0)]);
        assert!(stills.stop_viewing().is_empty());
    }

    #[test]
    fn a_picture_fills_its_frame_from_its_middle() {
        let frame = vec2(52.0, 34.0);
        assert_eq!(middle(vec2(104.0, 68.0), frame), Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0)));
        let wide = middle(vec2(208.0, 68.0), frame);
        assert_eq!((wide.left(), wide.right(), wide.height()), (0.25, 0.75, 1.0));
        let high = middle(vec2(104.0, 136.0), frame);
        assert_eq!((high.top(), high.bottom(), high.width()), (0.25, 0.75, 1.0));
    }
}
