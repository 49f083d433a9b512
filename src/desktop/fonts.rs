//! Letters that Inter lacks come from the fonts of the system: in the weight of the text around them, and in the shapes
//! of the language that is spoken.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use epaint::text::{
    FallbackRequest, FontData, FontFamily, FontInsert, FontPriority, FontProvider, FontTweak,
    InsertFontFamily, VariationCoords,
};
use fontique::{
    Attributes, Collection, CollectionOptions, FallbackKey, FontStyle, FontWeight, FontWidth, GenericFamily,
    Query, QueryFamily, QueryFont, QueryStatus, Script, SourceCache, SourceCacheOptions,
};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};
use takeup_text::{Language, language, system_languages};
use unicode_script::UnicodeScript as _;

use super::on_thread;

/// The fonts of the system. They are looked for once, beside the start of the program.
#[derive(Clone, Default)]
pub struct SystemFonts(Arc<OnceLock<Mutex<Found>>>);

struct Found {
    collection: Collection,
    sources: SourceCache,
}

/// Chinese, Japanese and Korean share characters and draw them differently. A font of one may lack what another has.
const HAN: Script = Script::from_bytes(*b"Hani");
/// With whose fonts Han is drawn where no other language is asked for. fontique takes `zh-CN` for no language at all.
const HAN_LANGUAGES: [&str; 4] = ["zh-SG", "zh-TW", "ja", "ko"];

impl SystemFonts {
    /// Begins to look for them.
    pub fn start() -> Self {
        let fonts = Self::default();
        let own = fonts.clone();
        on_thread("fonts", move || {
            own.found();
        });
        fonts
    }

    fn found(&self) -> &Mutex<Found> {
        self.0.get_or_init(|| {
            let look = |system_fonts| Collection::new(CollectionOptions { shared: false, system_fonts });
            // It panics where there is no font at all.
            let collection = takeup_launch::survive(move || look(true)).unwrap_or_else(|| look(false));
            Mutex::new(Found { collection, sources: SourceCache::new(SourceCacheOptions::default()) })
        })
    }

    fn find(&self, letter: char, family: &FontFamily) -> Option<FontInsert> {
        let mut found = self.found().lock().unwrap_or_else(PoisonError::into_inner);
        found.find(letter, family)
    }
}

impl FontProvider for SystemFonts {
    /// In Korean and Japanese everything that Inter lacks is drawn by one font, with its punctuation.
    fn fonts_for_family(&self, family: &FontFamily) -> Vec<FontInsert> {
        let letter = match language() {
            Language::Ko => '가',
            Language::Ja => 'あ',
            Language::En | Language::Pseudo => return Vec::new(),
        };
        self.find(letter, family).into_iter().collect()
    }

    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        self.find(request.cluster.chars().next()?, request.family)
    }
}

impl Found {
    fn find(&mut self, letter: char, family: &FontFamily) -> Option<FontInsert> {
        let weight = asked(family).1;
        let font = self.query(letter, family)?;
        let name = self.collection.family_name(font.family.0).unwrap_or_default();
        let name = format!("{name}:{}:{}:{weight}", font.family.1, font.index);
        let coords = VariationCoords::new(font.synthesis.variation_settings().iter().copied());
        let y_offset_factor = INTER - baseline(font.blob.as_ref(), font.index);
        let data = FontData::from_blob(font.blob.into_raw_parts().0, font.index);
        let families = vec![InsertFontFamily { family: family.clone(), priority: FontPriority::Lowest }];
        let tweak = FontTweak { coords, y_offset_factor, ..FontTweak::default() };
        Some(FontInsert { name, data: data.tweak(tweak), families })
    }

    fn query(&mut self, letter: char, family: &FontFamily) -> Option<QueryFont> {
        let (generic, weight) = asked(family);
        let mut query = self.collection.query(&mut self.sources);
        query.set_attributes(Attributes::new(FontWidth::NORMAL, FontStyle::Normal, FontWeight::new(weight)));
        let Some(script) = script(letter) else {
            // Punctuation, symbols and emoji belong to no script.
            let generics = [
                generic,
                GenericFamily::SystemUi,
                GenericFamily::Emoji,
                GenericFamily::Math,
                GenericFamily::Serif,
                GenericFamily::Monospace,
            ];
            query.set_families(generics.map(QueryFamily::Generic));
            query.set_fallbacks(FallbackKey::new(HAN, None));
            return with(&mut query, letter);
        };
        query.set_families([QueryFamily::Generic(generic)]);
        locales(script).iter().find_map(|locale| {
            query.set_fallbacks(FallbackKey::new(script, locale.as_ref()));
            with(&mut query, letter)
        })
    }
}

/// How far below the middle of a line the letters of Inter stand, as a share of their size.
const INTER: f32 = 0.364;

/// The same of another font. egui centres each font in the line, and Hangul would stand lower than the digits beside it.
fn baseline(data: &[u8], index: u32) -> f32 {
    let Ok(font) = FontRef::from_index(data, index) else { return INTER };
    let metrics = font.metrics(Size::new(1.0), LocationRef::default());
    f32::midpoint(metrics.ascent, metrics.descent) - metrics.leading / 2.0
}

/// What a family of the theme looks like.
fn asked(family: &FontFamily) -> (GenericFamily, f32) {
    match family {
        FontFamily::Monospace => (GenericFamily::Monospace, 400.0),
        FontFamily::Proportional => (GenericFamily::SansSerif, 400.0),
        FontFamily::Name(name) if &**name == "semibold" => (GenericFamily::SansSerif, 600.0),
        // A little more than medium: where a font has none, a heavier weight goes before a lighter one.
        FontFamily::Name(_) => (GenericFamily::SansSerif, 501.0),
    }
}

/// The first font with this letter.
fn with(query: &mut Query<'_>, letter: char) -> Option<QueryFont> {
    let mut found = None;
    query.matches_with(|font| {
        if font.charmap().and_then(|letters| letters.map(letter)).is_none_or(|glyph| glyph == 0) {
            return QueryStatus::Continue;
        }
        found = Some(font.clone());
        QueryStatus::Stop
    });
    found
}

/// The languages whose fonts are asked for a script, the preferred one first.
fn locales(script: Script) -> Vec<Option<fontique::Language>> {
    if script != HAN {
        return vec![None];
    }
    let spoken = Some(language()).filter(|spoken| matches!(spoken, Language::Ko | Language::Ja));
    let own = spoken.map(|spoken| spoken.code().to_owned()).or_else(|| system_languages().next());
    let all = own.iter().map(String::as_str).chain(HAN_LANGUAGES);
    all.filter_map(|tag| fontique::Language::parse(tag).ok()).map(Some).collect()
}

/// The script of a letter, where it has one.
fn script(letter: char) -> Option<Script> {
    use unicode_script::Script::{Common, Inherited, Unknown};
    let script = letter.script();
    if matches!(script, Common | Inherited | Unknown) {
        None
    } else {
        Script::parse(script.short_name()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_of_inter_stands_where_other_fonts_are_put() {
        for data in [
            &include_bytes!("../../assets/fonts/Inter-Regular.ttf")[..],
            include_bytes!("../../assets/fonts/Inter-Medium.ttf"),
            include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"),
        ] {
            let place = baseline(data, 0);
            assert!((place - INTER).abs() < 0.001, "{place}");
        }
        // What is no font is left where it is.
        assert!((baseline(b"no font", 0) - INTER).abs() < f32::EPSILON);
    }
}
