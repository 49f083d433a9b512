use crate::rules::requirements::*;
use crate::{Listing, Media};

fn video(width: u32, height: u32, secs: u64) -> FileFacts {
    FileFacts {
        size: 50_000_000,
        modified: None,
        identity: None,
        fingerprint: String::new(),
        kind: MediaKind::Video,
        format: "MPEG-4".to_owned(),
        media_type: "video/mp4".to_owned(),
        media: Media {
            picture: Picture::new(width, height),
            length: Some(Duration::from_secs(secs)),
            video: Some("h264".to_owned()),
            audio: Sound::None,
        },
    }
}

fn aim(purposes: &[Purpose]) -> Aim {
    Aim { purposes: purposes.iter().copied().collect(), sound: false }
}

/// What is said of a file: the demand, the weight, and what puts it right.
fn said(file: &FileFacts, purpose: Purpose) -> Vec<(RequirementKind, Severity, Option<Fix>)> {
    verdicts(file, &aim(&[purpose])).into_iter().map(|one| (one.demand, one.weight, one.fix)).collect()
}

fn scale(width: u32, height: u32) -> Fix {
    Fix::Scale(Picture { width, height })
}

#[test]
fn every_row_can_be_broken_and_kept() {
    for row in TABLE {
        let mut small = FileFacts { kind: row.kind, ..video(64, 64, 1) };
        small.media_type = "video/none".to_owned();
        let mut large = FileFacts { kind: row.kind, size: u64::MAX, ..video(60_000, 10_000, 90_000) };
        large.media_type = "video/none".to_owned();
        let good = [&small, &large].map(|file| row.range.hold(file).map(|(_, good)| good));
        assert!(good.contains(&Some(false)), "{row:?}");
        let nothing = FileFacts { media: Media::default(), media_type: String::new(), size: 0, ..small };
        assert!(row.range.hold(&nothing).is_none_or(|(_, good)| good), "{row:?}");
    }
}

#[test]
fn what_every_source_refuses_waits_and_what_some_allow_is_noted() {
    use Purpose::{Analysis, Asset, Search, Task};
    use RequirementKind::{AspectRatio, LargestPicture, Longest, Shortest, SmallestPicture};
    use Severity::{Note, Wait};
    let ok = video(1920, 1080, 600);
    for purpose in Purpose::ALL {
        assert_eq!(said(&ok, purpose), [], "{purpose:?}");
    }
    assert_eq!(said(&video(426, 240, 600), Search), [(SmallestPicture, Wait, Some(scale(640, 360)))]);
    assert_eq!(said(&video(240, 426, 600), Search), [(SmallestPicture, Wait, Some(scale(360, 640)))]);
    assert_eq!(said(&video(426, 240, 600), Asset), []);
    assert_eq!(said(&video(5120, 2160, 600), Search), [(LargestPicture, Note, Some(scale(3840, 1620)))]);
    assert_eq!(said(&video(7680, 4320, 600), Search), [(LargestPicture, Wait, Some(scale(3840, 2160)))]);
    let frame = Some(Fix::Frame(Picture { width: 1920, height: 802 }));
    assert_eq!(said(&video(1920, 600, 600), Search), [(AspectRatio, Wait, frame)]);
    assert_eq!(said(&video(1920, 800, 600), Search), []);
    let short = Some(Fix::Lengthen(Duration::from_secs(1)));
    assert_eq!(said(&video(1920, 1080, 3), Search), [(Shortest, Wait, short)]);
    assert_eq!(said(&video(1920, 1080, 4), Search), []);
    assert_eq!(said(&video(1920, 1080, 4), Analysis), [(Shortest, Note, short)]);
    assert_eq!(said(&video(1920, 1080, 2700), Analysis), [(Longest, Note, Some(Fix::Split(1800)))]);
    assert_eq!(said(&video(1920, 1080, 9000), Analysis), [(Longest, Wait, Some(Fix::Split(1800)))]);
    assert_eq!(said(&video(1920, 1080, 9000), Search), [(Longest, Note, Some(Fix::Split(7200)))]);
    assert_eq!(said(&video(1920, 1080, 15_000), Search), [(Longest, Wait, Some(Fix::Split(7200)))]);
    let wide = Some(Fix::Frame(Picture { width: 1920, height: 1018 }));
    assert_eq!(said(&video(1920, 900, 600), Task), [(AspectRatio, Note, wide)]);
    let heavy = FileFacts { size: 3_000_000_000, ..ok.clone() };
    assert_eq!(said(&heavy, Search), [(RequirementKind::Size, Note, None)]);
    assert_eq!(said(&FileFacts { size: 5_000_000_000, ..ok }, Search), [(RequirementKind::Size, Wait, None)]);
}

#[test]
fn what_is_not_known_breaks_no_rule() {
    let blank = FileFacts { media: Media::default(), ..video(1, 1, 1) };
    assert_eq!(verdicts(&blank, &Aim { purposes: Purpose::ALL.into(), sound: true }), []);
}

#[test]
fn sound_and_pictures_have_rules_of_their_own() {
    let mut sound = FileFacts { kind: MediaKind::Audio, ..video(1, 1, 60) };
    sound.media.picture = None;
    sound.media_type = "audio/mpeg".to_owned();
    assert_eq!(said(&sound, Purpose::Search), []);
    sound.media_type = "audio/mp4".to_owned();
    assert_eq!(said(&sound, Purpose::Search), [(RequirementKind::Format, Severity::Wait, Some(Fix::ToFlac))]);
    let mut image = FileFacts { kind: MediaKind::Image, ..video(100, 100, 1) };
    image.media_type = "image/png".to_owned();
    assert_eq!(
        said(&image, Purpose::Search),
        [(RequirementKind::SmallestPicture, Severity::Wait, Some(scale(128, 128)))]
    );
}

#[test]
fn a_wish_means_what_the_models_of_its_indexes_do() {
    use Purpose::{Analysis, Asset, Search, Task};
    let index = |id: &str, models: &[(&str, &str)]| Index {
        id: id.into(),
        name: id.to_owned(),
        models: models
            .iter()
            .map(|(model, option)| ((*model).to_owned(), vec![(*option).to_owned()]))
            .collect(),
        video_count: None,
        duration_secs: None,
        created: None,
        expires: None,
    };
    let items = vec![
        index("seen", &[("marengo3.0", "visual")]),
        index("heard", &[("marengo3.0", "audio"), ("pegasus1.2", "visual")]),
    ];
    let account = Account {
        indexes: Listing { items: items.into_iter().map(Arc::new).collect(), ..Listing::default() },
        ..Account::default()
    };
    let into = |id: &str| UploadOptions {
        destination_ids: vec![DestinationId::Index(id.into())],
        ..UploadOptions::default()
    };
    assert_eq!(Aim::of(&UploadOptions::default(), &account), aim(&[Asset]));
    assert_eq!(Aim::of(&into("seen"), &account), aim(&[Asset, Search]));
    assert_eq!(Aim::of(&into("unknown"), &account), aim(&[Asset, Search]));
    let heard = Aim::of(&into("heard"), &account);
    assert_eq!(heard, Aim { sound: true, ..aim(&[Asset, Search, Analysis]) });
    let task = UploadOptions { task_index: Some("seen".into()), ..UploadOptions::default() };
    assert_eq!(Aim::of(&task, &account), aim(&[Asset, Search, Task]));
    let stored = UploadOptions {
        destination_ids: vec![DestinationId::Store("ks".into())],
        ..UploadOptions::default()
    };
    assert_eq!(Aim::of(&stored, &account), aim(&[Asset, Purpose::Store]));
    let sound = FileFacts { kind: MediaKind::Audio, media_type: "audio/mpeg".to_owned(), ..video(1, 1, 60) };
    let hints = judge(&sound, &stored, &account);
    assert_eq!((hints.len(), hints[0].weight, hints[0].purpose), (1, Severity::Note, Purpose::Store));
    let silent = video(1920, 1080, 600);
    let hints = judge(&silent, &into("heard"), &account);
    assert_eq!(
        hints.iter().map(|one| (one.demand, one.weight)).collect::<Vec<_>>(),
        [(RequirementKind::AudioTrack, Severity::Note)]
    );
    assert_eq!(judge(&silent, &into("seen"), &account), []);
    // One demand is told once, however many purposes ask for it.
    assert_eq!(judge(&video(426, 240, 600), &task, &account).len(), 1);
}

#[test]
fn words_are_read_back() {
    for kind in RequirementKind::ALL {
        assert_eq!(RequirementKind::parse(kind.word()), Some(kind));
    }
}
