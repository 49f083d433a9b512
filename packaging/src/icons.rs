//! The icon in every size, drawn from the one SVG.

use std::fs::{self, File};
use std::path::Path;

use anyhow::Context as _;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

const ID: &str = "io.takeup.Takeup";
const SVG: &[u8] = include_bytes!("../linux/io.takeup.Takeup.svg");
/// 1024 is for macOS, which wants each size twice as dense too.
const SIZES: [u16; 9] = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/// Windows takes no larger one.
const ICO_SIZES: [u16; 6] = [16, 24, 32, 48, 64, 256];

/// Below the folder: `48x48/apps/io.takeup.Takeup.png` and so on.
pub(crate) fn write_all(folder: &Path) -> anyhow::Result<()> {
    let icon = icon()?;
    for size in SIZES {
        let apps = folder.join(format!("{size}x{size}/apps"));
        fs::create_dir_all(&apps)?;
        drawn(&icon, size)?.save_png(apps.join(format!("{ID}.png")))?;
    }
    Ok(())
}

pub(crate) fn write_ico(file: &Path) -> anyhow::Result<()> {
    let icon = icon()?;
    let mut all = ico::IconDir::new(ico::ResourceType::Icon);
    for size in ICO_SIZES {
        let png = drawn(&icon, size)?.encode_png()?;
        let image = ico::IconImage::read_png(png.as_slice())?;
        all.add_entry(ico::IconDirEntry::encode(&image)?);
    }
    Ok(all.write(File::create(file)?)?)
}

fn icon() -> anyhow::Result<Tree> {
    Ok(Tree::from_data(SVG, &Options::default())?)
}

fn drawn(icon: &Tree, size: u16) -> anyhow::Result<Pixmap> {
    let mut picture = Pixmap::new(size.into(), size.into()).context("an icon has a size")?;
    let (width, height) = (icon.size().width(), icon.size().height());
    let scale = Transform::from_scale(f32::from(size) / width, f32::from(size) / height);
    resvg::render(icon, scale, &mut picture.as_mut());
    Ok(picture)
}
