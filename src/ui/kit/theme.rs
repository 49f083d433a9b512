//! The look: colors, sizes and fonts. The only file that names a color.

use std::cell::Cell;
use std::sync::Arc;

use eframe::egui::{
    self, Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow, Stroke,
    TextStyle, Theme,
    epaint::{FontColorTransferFunction, text::FontTweak},
    style::{ScrollAnimation, ScrollStyle},
    vec2,
};

use crate::ui::kit::shortcuts;

/// The colors of one theme, each named for its use.
#[derive(Debug)]
pub struct Tokens {
    /// Behind the pages.
    pub ground: Color32,
    /// The sidebar.
    pub side: Color32,
    /// A card.
    pub card: Color32,
    /// A button or a field on any of them.
    pub raised: Color32,
    /// The same under the pointer.
    pub hover: Color32,
    /// The same when pressed.
    pub pressed: Color32,
    /// Hairlines and quiet borders.
    pub line: Color32,
    /// Dashes around what takes drops.
    pub dash: Color32,
    /// Borders that must be found: of check boxes, fields, and what opens a choice.
    pub edge: Color32,
    /// Text.
    pub text: Color32,
    /// Text that explains.
    pub dim: Color32,
    /// Hints in empty fields and titles of groups; on cards and in the sidebar only.
    pub faint: Color32,
    /// Things filled with the accent, without text on them.
    pub accent: Color32,
    /// Things filled with the accent that carry text.
    pub accent_fill: Color32,
    /// The same under the pointer.
    pub accent_hover: Color32,
    /// Text on them.
    pub on_accent: Color32,
    /// Text in the accent.
    pub accent_text: Color32,
    /// A tint of the accent.
    pub accent_soft: Color32,
    /// A selected or opened row.
    pub selected: Color32,
    /// Tracks, quiet badges and icon boxes.
    pub quiet: Color32,
    /// Text on them.
    pub quiet_text: Color32,
    /// A part on the wire: half way to the accent.
    pub flying: Color32,
    /// In progress, as a fill.
    pub busy: Color32,
    /// In progress, as text.
    pub busy_text: Color32,
    /// In progress, as a tint.
    pub busy_soft: Color32,
    /// Good, as text.
    pub ok_text: Color32,
    /// Good, as a tint.
    pub ok_soft: Color32,
    /// A warning, as text.
    pub warn_text: Color32,
    /// A warning, as a tint.
    pub warn_soft: Color32,
    /// A failure, as text.
    pub bad_text: Color32,
    /// A failure, as a tint.
    pub bad_soft: Color32,
    /// What floats above.
    pub shadow: Color32,
    /// Over the window behind a dialog.
    pub scrim: Color32,
    /// Behind words that lie on a picture.
    pub shade: Color32,
    /// Those words.
    pub on_shade: Color32,
}

#[expect(clippy::disallowed_methods, reason = "this is the file where colors live")]
const fn hex(code: u32) -> Color32 {
    let [_, red, green, blue] = code.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

#[expect(clippy::disallowed_methods, reason = "this is the file where colors live")]
const fn shade(alpha: u8) -> Color32 {
    Color32::from_black_alpha(alpha)
}

/// Nothing.
pub const CLEAR: Color32 = Color32::TRANSPARENT;

const LIGHT: Tokens = Tokens {
    ground: hex(0xf6_f7f9),
    side: hex(0xff_ffff),
    card: hex(0xff_ffff),
    raised: hex(0xff_ffff),
    hover: hex(0xf4_f5f8),
    pressed: hex(0xe9_ecf1),
    line: hex(0xe4_e7ec),
    dash: hex(0xd3_d9e1),
    edge: hex(0x83_8d9e),
    text: hex(0x15_181e),
    dim: hex(0x60_6a7e),
    faint: hex(0x6b_7588),
    accent: hex(0x0e_9384),
    accent_fill: hex(0x0b_7d70),
    accent_hover: hex(0x0a_6f63),
    on_accent: hex(0xff_ffff),
    accent_text: hex(0x0a_6f63),
    accent_soft: hex(0xd9_f3ee),
    selected: hex(0xee_f6f5),
    quiet: hex(0xe9_ecf1),
    quiet_text: hex(0x5b_6477),
    flying: hex(0x89_c9c2),
    busy: hex(0x34_51b2),
    busy_text: hex(0x34_51b2),
    busy_soft: hex(0xe1_e8fb),
    ok_text: hex(0x15_753a),
    ok_soft: hex(0xdc_f5e4),
    warn_text: hex(0xa8_400a),
    warn_soft: hex(0xfd_f0d7),
    bad_text: hex(0xb3_2d08),
    bad_soft: hex(0xfe_e4df),
    shadow: shade(28),
    scrim: shade(90),
    shade: shade(175),
    on_shade: hex(0xff_ffff),
};

/// Text and borders as strong as on paper.
const LIGHT_STRONG: Tokens = Tokens {
    line: hex(0x5b_6477),
    dash: hex(0x3a_4250),
    edge: hex(0x15_181e),
    text: hex(0x00_0000),
    dim: hex(0x2b_313c),
    faint: hex(0x3a_4250),
    quiet_text: hex(0x2b_313c),
    accent: hex(0x07_5a50),
    accent_fill: hex(0x07_5a50),
    accent_hover: hex(0x05_453d),
    accent_text: hex(0x07_4f46),
    selected: hex(0xcb_ebe6),
    busy_text: hex(0x1f_3a8f),
    ok_text: hex(0x0b_4f26),
    warn_text: hex(0x73_2a05),
    bad_text: hex(0x80_1d04),
    ..LIGHT
};

const DARK: Tokens = Tokens {
    ground: hex(0x11_1418),
    side: hex(0x17_1b21),
    card: hex(0x17_1b21),
    raised: hex(0x1d_222a),
    hover: hex(0x25_2b35),
    pressed: hex(0x2b_313c),
    line: hex(0x2a_303a),
    dash: hex(0x3a_424f),
    edge: hex(0x69_7486),
    text: hex(0xe8_ebf0),
    dim: hex(0x98_a2b3),
    faint: hex(0x8a_94a6),
    accent: hex(0x2d_d4bf),
    accent_fill: hex(0x2d_d4bf),
    accent_hover: hex(0x5e_ead4),
    on_accent: hex(0x06_2a26),
    accent_text: hex(0x2d_d4bf),
    accent_soft: hex(0x12_3a37),
    selected: hex(0x18_2a2b),
    quiet: hex(0x27_2d37),
    quiet_text: hex(0xa3_acbb),
    flying: hex(0x21_776d),
    busy: hex(0x93_b4fd),
    busy_text: hex(0x93_b4fd),
    busy_soft: hex(0x1c_2950),
    ok_text: hex(0x4a_de80),
    ok_soft: hex(0x12_351f),
    warn_text: hex(0xfb_bf24),
    warn_soft: hex(0x3b_2e10),
    bad_text: hex(0xf9_7066),
    bad_soft: hex(0x3f_1a17),
    shadow: shade(110),
    scrim: shade(140),
    shade: shade(175),
    on_shade: hex(0xff_ffff),
};

/// The same on black.
const DARK_STRONG: Tokens = Tokens {
    ground: hex(0x00_0000),
    side: hex(0x00_0000),
    card: hex(0x00_0000),
    raised: hex(0x0b_0e12),
    line: hex(0x98_a2b3),
    dash: hex(0xc5_ccd8),
    edge: hex(0xe8_ebf0),
    text: hex(0xff_ffff),
    dim: hex(0xd6_dbe4),
    faint: hex(0xc5_ccd8),
    quiet_text: hex(0xe8_ebf0),
    accent_text: hex(0x5e_ead4),
    selected: hex(0x0c_3a36),
    busy_text: hex(0xbf_d3ff),
    ok_text: hex(0x86_efac),
    warn_text: hex(0xfd_e08a),
    bad_text: hex(0xff_b4ab),
    ..DARK
};

/// The colors in use.
pub fn tokens(ui: &egui::Ui) -> &'static Tokens {
    of(ui.visuals().dark_mode)
}

/// The colors of the dark or the light theme.
pub fn of(dark: bool) -> &'static Tokens {
    match (dark, CONTRAST.get()) {
        (false, false) => &LIGHT,
        (true, false) => &DARK,
        (false, true) => &LIGHT_STRONG,
        (true, true) => &DARK_STRONG,
    }
}

thread_local! {
    /// Whether the system asks for stronger colors. Of the thread that draws.
    static CONTRAST: Cell<bool> = const { Cell::new(false) };
}

/// Follows what the system asks for: stronger colors, and no motion.
pub fn adapt(ctx: &egui::Context, contrast: bool, still: bool) {
    let moves = ctx.global_style().animation_time > 0.0;
    if CONTRAST.get() == contrast && moves != still {
        return;
    }
    CONTRAST.set(contrast);
    for theme in [Theme::Light, Theme::Dark] {
        ctx.style_mut_of(theme, |style| {
            apply_style(style, of(theme == Theme::Dark));
            if still {
                style.animation_time = 0.0;
                style.scroll_animation = ScrollAnimation::none();
            }
        });
    }
}

/// Between the parts of a page.
pub const GAP: f32 = 14.0;
/// From the edge of a page to its parts.
pub const PAGE: i8 = 22;
/// Buttons and fields.
pub const CONTROL: f32 = 32.0;
/// A row of a list, hairline included.
pub const ROW: f32 = 59.0;
/// A row of a table, hairline included.
pub const TABLE_ROW: f32 = 40.0;
/// Cards.
pub const RADIUS_CARD: u8 = 12;
/// Buttons and fields.
pub const RADIUS: u8 = 8;
/// Below this width a window folds its sidebar to icons.
pub const FOLD: f32 = 860.0;

/// Plain text of a size.
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Somewhat heavier, for controls.
pub fn medium(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("medium".into()))
}

/// Heavy, for names and titles.
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("semibold".into()))
}

/// Letters of equal width, for identifiers.
pub fn mono(size: f32) -> FontId {
    FontId::new(size, FontFamily::Monospace)
}

/// Icons of a size.
pub fn icons(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("icons".into()))
}

/// Gives the context its fonts and both themes.
pub fn apply(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    for theme in [Theme::Light, Theme::Dark] {
        ctx.style_mut_of(theme, |style| apply_style(style, of(theme == Theme::Dark)));
    }
    ctx.options_mut(|options| {
        options.fallback_theme = Theme::Light;
        // The text size is a setting, which is remembered.
        options.zoom_with_keyboard = false;
        options.quit_shortcuts = shortcuts::QUIT.keys();
    });
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let plain: [(&str, &'static [u8]); 3] = [
        ("inter", include_bytes!("../../../assets/fonts/Inter-Regular.ttf")),
        ("inter-medium", include_bytes!("../../../assets/fonts/Inter-Medium.ttf")),
        ("inter-semibold", include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf")),
    ];
    // Hinting by guess makes small letters a row of pixels lower than they were drawn.
    let bare = FontTweak { hinting: Some(false), ..FontTweak::default() };
    for (name, bytes) in plain {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes).tweak(bare.clone())));
    }
    let lucide = FontData::from_static(lucide_icons::LUCIDE_FONT_BYTES).tweak(bare);
    fonts.font_data.insert("lucide".to_owned(), Arc::new(lucide));
    let chains = [
        (FontFamily::Proportional, "inter"),
        (FontFamily::Name("medium".into()), "inter-medium"),
        (FontFamily::Name("semibold".into()), "inter-semibold"),
        (FontFamily::Name("icons".into()), "lucide"),
    ];
    for (family, name) in chains {
        fonts.families.insert(family, vec![name.to_owned()]);
    }
    fonts
}

fn apply_style(style: &mut egui::Style, tokens: &Tokens) {
    style.text_styles = [
        (TextStyle::Small, regular(12.0)),
        (TextStyle::Body, regular(13.0)),
        (TextStyle::Button, medium(13.0)),
        (TextStyle::Heading, semibold(19.0)),
        (TextStyle::Monospace, mono(12.0)),
    ]
    .into();
    style.animation_time = 0.1;
    style.scroll_animation = ScrollAnimation::default();
    style.spacing.item_spacing = vec2(8.0, 8.0);
    style.spacing.button_padding = vec2(12.0, 6.0);
    style.spacing.interact_size = vec2(28.0, 28.0);
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.window_margin = Margin::same(20);
    style.spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        bar_outer_margin: 2.0,
        floating_width: 3.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        active_handle_opacity: 0.25,
        interact_handle_opacity: 0.5,
        ..ScrollStyle::floating()
    };
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    let visuals = &mut style.visuals;
    visuals.override_text_color = Some(tokens.text);
    visuals.weak_text_color = Some(tokens.faint);
    visuals.panel_fill = tokens.ground;
    visuals.window_fill = tokens.card;
    visuals.window_stroke = Stroke::new(1.0, tokens.line);
    visuals.window_corner_radius = CornerRadius::same(RADIUS_CARD);
    visuals.menu_corner_radius = CornerRadius::same(10);
    visuals.popup_shadow = Shadow { offset: [0, 6], blur: 20, spread: 0, color: tokens.shadow };
    visuals.window_shadow = Shadow { offset: [0, 12], blur: 40, spread: 0, color: tokens.shadow };
    visuals.extreme_bg_color = tokens.raised;
    visuals.faint_bg_color = tokens.hover;
    visuals.hyperlink_color = tokens.accent_text;
    visuals.warn_fg_color = tokens.warn_text;
    visuals.error_fg_color = tokens.bad_text;
    visuals.selection.bg_fill = tokens.accent_soft;
    visuals.selection.stroke = Stroke::new(1.5, tokens.accent);
    visuals.text_cursor.stroke = Stroke::new(1.5, tokens.accent);
    visuals.text_cursor.blink = false;
    if visuals.dark_mode {
        // The default makes light text on dark look a weight heavier than the same text on light.
        visuals.text_options.color_transfer_function = FontColorTransferFunction::Gamma(0.8);
    }
    style_widgets(&mut visuals.widgets, tokens);
}

fn style_widgets(widgets: &mut egui::style::Widgets, tokens: &Tokens) {
    let states = [
        (&mut widgets.noninteractive, tokens.card, tokens.line),
        (&mut widgets.inactive, tokens.raised, tokens.line),
        (&mut widgets.hovered, tokens.hover, tokens.edge),
        (&mut widgets.active, tokens.pressed, tokens.accent),
        (&mut widgets.open, tokens.hover, tokens.edge),
    ];
    for (state, fill, border) in states {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, border);
        state.fg_stroke = Stroke::new(1.0, tokens.text);
        state.corner_radius = CornerRadius::same(RADIUS);
        state.expansion = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    fn contrast(one: Color32, other: Color32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    const THEMES: [(&str, &Tokens, bool); 4] = [
        ("light", &LIGHT, false),
        ("dark", &DARK, false),
        ("strong light", &LIGHT_STRONG, true),
        ("strong dark", &DARK_STRONG, true),
    ];

    /// Every color of text, and everything that it stands on.
    fn texts(t: &Tokens) -> Vec<(&'static str, Color32, Vec<Color32>)> {
        let all = [t.ground, t.side, t.card, t.raised, t.hover, t.pressed, t.selected, t.quiet];
        let and = |own: &[Color32]| [&all, own].concat();
        vec![
            ("text", t.text, and(&[t.accent_soft, t.bad_soft])),
            ("text that explains", t.dim, and(&[t.accent_soft])),
            ("hints and titles", t.faint, vec![t.card, t.raised, t.side]),
            ("accent", t.accent_text, and(&[t.accent_soft])),
            ("good", t.ok_text, and(&[t.ok_soft])),
            ("in progress", t.busy_text, and(&[t.busy_soft])),
            ("a warning", t.warn_text, and(&[t.warn_soft])),
            ("a failure", t.bad_text, and(&[t.bad_soft])),
            ("on the accent", t.on_accent, vec![t.accent_fill, t.accent_hover]),
            ("quiet badges", t.quiet_text, vec![t.quiet, t.selected, t.card]),
            // The lightest picture that the shade can lie on.
            ("on a picture", t.on_shade, vec![over(t.shade, Color32::WHITE)]),
        ]
    }

    /// What a translucent color looks like on another one.
    fn over(shade: Color32, below: Color32) -> Color32 {
        below.blend(shade)
    }

    #[test]
    fn text_can_be_read_on_everything_it_stands_on() {
        for (name, t, strong) in THEMES {
            let least = if strong { 7.0 } else { 4.5 };
            for (what, color, surfaces) in texts(t) {
                for surface in surfaces {
                    let ratio = contrast(color, surface);
                    assert!(ratio >= least, "{name}: {what} has {ratio:.2}:1 on {surface:?}");
                }
            }
        }
    }

    #[test]
    fn what_can_be_used_has_a_border_or_a_fill_that_can_be_found() {
        for (name, t, strong) in THEMES {
            let surfaces = [t.ground, t.side, t.card, t.raised, t.selected, t.hover];
            let mut marks = vec![
                ("a border", t.edge),
                ("what has the keyboard", t.accent),
                ("what is ticked or switched on", t.accent_fill),
            ];
            if strong {
                marks.push(("a hairline", t.line));
            }
            for (what, color) in marks {
                for surface in surfaces {
                    let ratio = contrast(color, surface);
                    assert!(ratio >= 3.0, "{name}: {what} has {ratio:.2}:1 on {surface:?}");
                }
            }
            for (what, color) in [("a bar", t.accent), ("a bar that waits", t.faint), ("a busy bar", t.busy)]
            {
                let ratio = contrast(color, t.quiet);
                assert!(ratio >= 3.0, "{name}: {what} has {ratio:.2}:1 on its track");
            }
        }
    }

    #[test]
    fn the_window_follows_what_the_system_asks_for() {
        let ctx = egui::Context::default();
        apply(&ctx);
        let seen = |dark: bool| {
            let theme = if dark { Theme::Dark } else { Theme::Light };
            let style = ctx.style_of(theme);
            (style.visuals.override_text_color, style.visuals.window_stroke.color, style.animation_time > 0.0)
        };
        let (usual, usual_dark) = (seen(false), seen(true));
        adapt(&ctx, true, true);
        for (dark, before) in [(false, usual), (true, usual_dark)] {
            let (text, line, moves) = seen(dark);
            assert_eq!((text, line), (Some(of(dark).text), of(dark).line));
            assert!(text != before.0 && line != before.1 && !moves && before.2);
            assert_eq!(
                ctx.style_of(if dark { Theme::Dark } else { Theme::Light }).scroll_animation,
                ScrollAnimation::none()
            );
        }
        adapt(&ctx, true, false);
        assert!(seen(false).2, "motion alone may be wanted again");
        adapt(&ctx, false, false);
        assert_eq!((seen(false), seen(true)), (usual, usual_dark));
    }
}
