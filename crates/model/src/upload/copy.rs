//! The copy of a file that is sent in its place: how it is made, and what became of it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::requirements::Fix;
use crate::words::words;
use crate::{Failure, FileFacts, Media, MediaKind, Picture, Sound};

/// What is sent of a video.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CopyChoice {
    /// The file as it is.
    #[default]
    Original,
    /// The file or a smaller copy, whichever is sooner on the platform.
    Automatic,
    /// A copy whose shorter side has so many points.
    Smaller(CopySize),
}

impl CopyChoice {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Original,
        Self::Automatic,
        Self::Smaller(CopySize::P360),
        Self::Smaller(CopySize::P480),
        Self::Smaller(CopySize::P720),
        Self::Smaller(CopySize::P1080),
    ];

    /// The stable word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Automatic => "auto",
            Self::Smaller(size) => size.word(),
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// How large the picture of a smaller copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CopySize {
    /// 360 points.
    P360,
    /// 480 points.
    P480,
    /// 720 points.
    P720,
    /// 1080 points.
    P1080,
}

words! { CopySize { P360 => "360p", P480 => "480p", P720 => "720p", P1080 => "1080p" } }

impl CopySize {
    /// Those that a choice offers, the largest first.
    pub const OFFERED: [Self; 2] = [Self::P720, Self::P360];

    /// Points of the shorter side.
    pub const fn side(self) -> u32 {
        match self {
            Self::P360 => 360,
            Self::P480 => 480,
            Self::P720 => 720,
            Self::P1080 => 1080,
        }
    }

    /// The most bits a second that its picture takes.
    const fn bits(self) -> u64 {
        match self {
            Self::P360 => 1_200_000,
            Self::P480 => 2_000_000,
            Self::P720 => 4_000_000,
            Self::P1080 => 8_000_000,
        }
    }

    /// The most bytes that a copy of a video of this length has.
    pub fn most_bytes(self, length: Duration) -> u64 {
        // Sound, and what holds both together.
        const REST: u64 = 400_000;
        let millis = u64::try_from(length.as_millis()).unwrap_or(u64::MAX);
        millis.saturating_mul(self.bits() + REST) / 8000
    }

    /// Whether a copy of this size is smaller than the file: in its picture, or by far in its bytes.
    pub fn helps(self, file: &FileFacts) -> bool {
        let Some(picture) = file.media.picture else { return true };
        let bytes = file.media.length.map_or(u64::MAX, |length| self.most_bytes(length));
        picture.short() > self.side() || (picture.short() == self.side() && file.size / 2 > bytes)
    }
}

/// How a copy differs from its original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipe {
    /// It is smaller.
    pub size: Option<CopySize>,
    /// What the platform would object to is put right, in this order.
    pub fixes: Vec<Fix>,
}

impl Recipe {
    /// A smaller copy.
    pub fn smaller(size: CopySize) -> Self {
        Self { size: Some(size), fixes: Vec::new() }
    }

    /// Whether only the sound is kept.
    pub fn is_audio(&self) -> bool {
        self.fixes.contains(&Fix::ToFlac)
    }

    /// How much longer than the original it plays.
    pub fn lengthens(&self) -> Duration {
        let more = self
            .fixes
            .iter()
            .filter_map(|fix| if let Fix::Lengthen(more) = fix { Some(*more) } else { None });
        more.sum()
    }

    /// The ending of its name, with the dot.
    pub fn ending(&self) -> &'static str {
        if self.is_audio() { ".flac" } else { ".mp4" }
    }

    /// What ffmpeg is told between the name it reads and the name it writes. This is the one place that decides how
    /// a file is changed: the line that a person copies has the same.
    pub fn arguments(&self, file: &FileFacts) -> Vec<String> {
        if self.is_audio() {
            return words_of("-map 0:a:0 -c:a flac");
        }
        let silent = self.fixes.contains(&Fix::AddSilence);
        let filters: Vec<String> =
            self.scaling(file).into_iter().chain(self.fixes.iter().filter_map(filter)).collect();
        let mut arguments = Vec::new();
        if silent {
            arguments.extend(words_of("-f lavfi -i anullsrc=r=48000:cl=stereo -map 0:v:0 -map 1:a"));
        } else {
            arguments.extend(words_of("-map 0:v:0 -map 0:a?"));
        }
        if filters.is_empty() && file.media.fits_mp4() && !self.fixes.contains(&Fix::ToH264) {
            arguments.extend(words_of("-c:v copy"));
        } else {
            if !filters.is_empty() {
                arguments.extend(["-vf".to_owned(), filters.join(",")]);
            }
            arguments.extend(words_of("-c:v libx264 -pix_fmt yuv420p"));
            arguments.extend(match self.size {
                Some(size) => words_of(&format!(
                    "-preset veryfast -crf 23 -maxrate {} -bufsize {}",
                    size.bits(),
                    size.bits() * 2
                )),
                None => words_of("-crf 18 -preset medium"),
            });
        }
        let longer = self.fixes.iter().find_map(seconds);
        if silent {
            arguments.extend(words_of("-c:a aac -shortest"));
        } else if let Some(secs) = longer.filter(|_| file.media.audio != Sound::None) {
            arguments.extend(words_of(&format!("-af apad=pad_dur={secs}")));
        } else if let Sound::Some(codec) = &file.media.audio
            && ["aac", "mp3", "ac3", "eac3", "alac"].contains(&codec.as_str())
        {
            // An MP4 holds it as it is.
            arguments.extend(words_of("-c:a copy"));
        }
        arguments.extend(words_of("-movflags +faststart"));
        arguments
    }

    /// The encoders that this needs.
    pub fn encoders(&self, file: &FileFacts) -> Vec<&'static str> {
        if self.is_audio() {
            return vec!["flac"];
        }
        let arguments = self.arguments(file);
        let said = |pair: [&str; 2]| arguments.windows(2).any(|two| two == pair);
        let video = said(["-c:v", "libx264"]).then_some("libx264");
        // What is not said becomes AAC in an MP4.
        let audio = (!said(["-c:a", "copy"]) && (said(["-map", "1:a"]) || file.media.audio != Sound::None))
            .then_some("aac");
        video.into_iter().chain(audio).collect()
    }

    fn scaling(&self, file: &FileFacts) -> Option<String> {
        let side = self.size?.side();
        match file.media.picture {
            Some(picture) if picture.short() > side => filter(&Fix::Scale(Picture::new(
                shrunk(picture.width, side, picture),
                shrunk(picture.height, side, picture),
            )?)),
            Some(_) => Some("setsar=1".to_owned()),
            None => Some(format!(
                "scale=w='if(gt(iw,ih),-2,min({side},trunc(iw/2)*2))':h='if(gt(iw,ih),min({side},trunc(ih/2)*2),-2)',setsar=1"
            )),
        }
    }

    /// What the copy will be, as far as that follows from its original.
    #[must_use]
    pub fn applied(&self, file: &FileFacts) -> FileFacts {
        let mut copy = file.clone();
        if let (Some(size), Some(picture)) = (self.size, file.media.picture)
            && picture.short() > size.side()
        {
            let side = size.side();
            copy.media.picture =
                Picture::new(shrunk(picture.width, side, picture), shrunk(picture.height, side, picture));
        }
        for fix in &self.fixes {
            match fix {
                Fix::Scale(picture) | Fix::Frame(picture) => copy.media.picture = Some(*picture),
                Fix::Lengthen(more) => copy.media.length = copy.media.length.map(|length| length + *more),
                Fix::AddSilence => copy.media.audio = Sound::Some("aac".to_owned()),
                Fix::ToFlac => {
                    copy.kind = MediaKind::Audio;
                    "audio/flac".clone_into(&mut copy.media_type);
                    copy.media = Media { picture: None, video: None, ..copy.media };
                }
                Fix::ToMp4 | Fix::ToH264 | Fix::Split(_) => {}
            }
        }
        if !self.is_audio() && *self != Self::default() {
            "video/mp4".clone_into(&mut copy.media_type);
            "MP4".clone_into(&mut copy.format);
            if self.arguments(file).iter().any(|argument| argument == "libx264") {
                copy.media.video = Some("h264".to_owned());
            }
        }
        copy
    }
}

/// A side of a picture whose shorter side shrinks to this. Encoders want even sides.
fn shrunk(is: u32, side: u32, picture: Picture) -> u32 {
    let exact = u64::from(is) * u64::from(side) / u64::from(picture.short());
    u32::try_from(exact).unwrap_or(u32::MAX) & !1
}

fn filter(fix: &Fix) -> Option<String> {
    match fix {
        Fix::Scale(to) => Some(format!("scale={}:{},setsar=1", to.width, to.height)),
        // First with square pixels, then centred.
        Fix::Frame(to) => Some(format!("scale=iw*sar:ih,setsar=1,pad={}:{}:-1:-1", to.width, to.height)),
        Fix::Lengthen(_) => seconds(fix).map(|secs| format!("tpad=stop_mode=clone:stop_duration={secs}")),
        Fix::Split(_) | Fix::AddSilence | Fix::ToFlac | Fix::ToMp4 | Fix::ToH264 => None,
    }
}

fn seconds(fix: &Fix) -> Option<String> {
    let Fix::Lengthen(more) = fix else { return None };
    // A little more than is lacking: pictures and sound end at frames of their own.
    Some(format!("{:.1}", more.as_secs_f64() + 0.2))
}

fn words_of(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

impl fmt::Display for Recipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fixes = self.fixes.iter().map(|fix| match fix {
            Fix::Scale(to) => format!("scale:{}x{}", to.width, to.height),
            Fix::Frame(to) => format!("frame:{}x{}", to.width, to.height),
            Fix::Lengthen(more) => format!("lengthen:{}", more.as_millis()),
            Fix::Split(secs) => format!("split:{secs}"),
            Fix::AddSilence => "silence".to_owned(),
            Fix::ToFlac => "flac".to_owned(),
            Fix::ToMp4 => "mp4".to_owned(),
            Fix::ToH264 => "h264".to_owned(),
        });
        let size = self.size.map(|size| size.word().to_owned());
        f.write_str(&size.into_iter().chain(fixes).collect::<Vec<_>>().join(" "))
    }
}

impl Recipe {
    /// Reads what `Display` wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut recipe = Self::default();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            if let Some(size) = CopySize::parse(word) {
                recipe.size = Some(size);
                continue;
            }
            let (name, value) = word.split_once(':').unwrap_or((word, ""));
            let picture = || {
                let (width, height) = value.split_once('x')?;
                Picture::new(width.parse().ok()?, height.parse().ok()?)
            };
            recipe.fixes.push(match name {
                "scale" => Fix::Scale(picture()?),
                "frame" => Fix::Frame(picture()?),
                "lengthen" => Fix::Lengthen(Duration::from_millis(value.parse().ok()?)),
                "split" => Fix::Split(value.parse().ok()?),
                "silence" => Fix::AddSilence,
                "flac" => Fix::ToFlac,
                "mp4" => Fix::ToMp4,
                "h264" => Fix::ToH264,
                _ => return None,
            });
        }
        Some(recipe)
    }
}

/// The copy of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileCopy {
    /// How it differs.
    pub recipe: Recipe,
    /// Its name in the folder of copies.
    pub name: String,
    /// The copy, once it is there.
    pub made: Option<Arc<MadeCopy>>,
}

/// A copy that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeCopy {
    /// The copy as it was looked at.
    pub file: FileFacts,
    /// The version of ffmpeg that made it.
    pub tool: String,
    /// The BLAKE3 of the original, in hex, if checksums are made.
    pub original: Option<String>,
}

/// What a few seconds of a video say of its copies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Samples {
    /// The version of ffmpeg that encoded them.
    pub tool: String,
    /// What each copy would be, the largest first.
    pub copies: Vec<CopyEstimate>,
}

/// What one copy would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyEstimate {
    /// Its size.
    pub size: CopySize,
    /// Its bytes.
    pub bytes: u64,
    /// How long it takes to make.
    pub takes: Duration,
}

/// What is known of the copies of a file that could be made.
pub type Sampled = Result<Arc<Samples>, Failure>;

/// How far the making of a copy has come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Preparing {
    /// So much of it is encoded.
    pub done: Duration,
    /// So much will be; nothing if the length of the file is not known.
    pub of: Option<Duration>,
    /// Seconds of film in a second; 0 while it is not known.
    pub speed: f64,
}

impl Preparing {
    /// What is left, in seconds.
    pub fn seconds_left(&self) -> Option<f64> {
        let left = self.of?.saturating_sub(self.done);
        (self.speed > 0.0).then(|| left.as_secs_f64() / self.speed)
    }

    /// How much of it is done, from 0 to 1.
    pub fn share(&self) -> Option<f32> {
        let of = self.of.filter(|of| !of.is_zero())?;
        Some((self.done.as_secs_f32() / of.as_secs_f32()).min(1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn film(width: u32, height: u32, size: u64) -> FileFacts {
        let picture = Picture::new(width, height);
        let media = Media { picture, length: Some(Duration::from_mins(1)), ..Media::default() };
        FileFacts { media_type: "video/mp4".to_owned(), media, ..FileFacts::sample(size) }
    }

    #[test]
    fn a_recipe_is_read_as_it_was_written() {
        let picture = Picture { width: 640, height: 360 };
        let fixes = vec![
            Fix::Scale(picture),
            Fix::Frame(picture),
            Fix::Lengthen(Duration::from_millis(1200)),
            Fix::AddSilence,
        ];
        for recipe in [
            Recipe { size: Some(CopySize::P720), fixes },
            Recipe::smaller(CopySize::P1080),
            Recipe { size: None, fixes: vec![Fix::ToFlac] },
            Recipe { size: None, fixes: vec![Fix::ToMp4, Fix::ToH264] },
        ] {
            assert_eq!(Recipe::parse(&recipe.to_string()), Some(recipe));
        }
        assert_eq!(Recipe::parse("540p"), None);
        for choice in CopyChoice::ALL {
            assert_eq!(CopyChoice::parse(choice.word()), Some(choice));
        }
    }

    #[test]
    fn a_copy_that_is_no_smaller_does_not_help() {
        assert!(CopySize::P360.helps(&film(1920, 1080, 1)));
        assert!(CopySize::P720.helps(&film(720, 1280, 500_000_000)));
        assert!(!CopySize::P720.helps(&film(720, 1280, 20_000_000)));
        assert!(!CopySize::P1080.helps(&film(1280, 720, 500_000_000)));
    }

    #[test]
    fn a_portrait_shrinks_by_its_width_and_sides_stay_even() {
        let film = film(1080, 1921, 1);
        let recipe = Recipe::smaller(CopySize::P360);
        assert_eq!(recipe.applied(&film).media.picture, Picture::new(360, 640));
        assert!(recipe.arguments(&film).contains(&"scale=360:640,setsar=1".to_owned()));
    }

    #[test]
    fn what_only_lacks_sound_keeps_its_pictures_as_they_are() {
        let recipe = Recipe { size: None, fixes: vec![Fix::AddSilence] };
        let mut film = film(640, 360, 1);
        film.media.video = Some("hevc".to_owned());
        let line = recipe.arguments(&film).join(" ");
        assert_eq!(
            line,
            "-f lavfi -i anullsrc=r=48000:cl=stereo -map 0:v:0 -map 1:a -c:v copy -c:a aac -shortest -movflags +faststart"
        );
    }

    #[test]
    fn a_track_that_an_mp4_holds_is_put_into_one_as_it_is_and_any_other_is_encoded() {
        let line = |codec: Option<&str>, fix| {
            let mut film = film(640, 360, 1);
            film.media.video = codec.map(str::to_owned);
            film.media.audio = Sound::Some("mp2".to_owned());
            Recipe { size: None, fixes: vec![fix] }.arguments(&film).join(" ")
        };
        assert_eq!(
            line(Some("h264"), Fix::ToMp4),
            "-map 0:v:0 -map 0:a? -c:v copy -movflags +faststart",
            "sound that no MP4 holds becomes AAC"
        );
        for (codec, fix) in [
            (Some("wmv3"), Fix::ToMp4),
            (None, Fix::ToMp4),
            (Some("h264"), Fix::ToH264),
            (Some("prores"), Fix::AddSilence),
        ] {
            assert!(line(codec, fix).contains("-c:v libx264 -pix_fmt yuv420p -crf 18"), "{codec:?}");
        }
    }
}
