use crate::rules::requirements::*;
use crate::{Listing, Media};

fn video(width: u32, height: u32, secs: u64) -> FileFacts {
    FileFacts {
        format: "MPEG-4".to_owned(),
        media_type: "video/mp4".to_owned(),
        media: Media {
            picture: Picture::new(width, height),
            length: Some(Duration::from_secs(secs)),
            video: Some("h264".to_owned()),
            audio: Sound::None,
            cut: Cut::No,
        },
        ..FileFacts::sample(50_000_000)
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
        let mut small = FileFacts { kind: row.kind, ..video(64, 64, 0) };
        small.media_type = "video/none".to_owned();
        let mut large = FileFacts { kind: row.kind, size: u64::MAX, ..video(60_000, 10_000, 90_000) };
        large.media_type = "video/none".to_owned();
        small.media.video = Some(crate::ENCRYPTED.to_owned());
        small.media.cut = Cut::Open;
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
    assert_eq!(said(&video(1920, 1080, 9000), Analysis), [(Longest, Note, Some(Fix::Split(1800)))]);
    assert_eq!(said(&video(1920, 1080, 15_000), Analysis), [(Longest, Wait, Some(Fix::Split(1800)))]);
    assert_eq!(said(&video(1920, 1080, 1), Analysis)[0].1, Note);
    assert_eq!(said(&video(1920, 1080, 0), Analysis)[0].1, Wait);
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
        index("heard", &[("marengo3.0", "audio")]),
        index("told", &[("pegasus1.2", "visual")]),
        index("mixed", &[("marengo3.0", "visual"), ("pegasus1.2", "visual")]),
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
    assert_eq!(Aim::of(&into("seen"), &account), aim(&[Asset, Purpose::Index, Search]));
    assert_eq!(Aim::of(&into("unknown"), &account), aim(&[Asset, Purpose::Index, Search]));
    let heard = Aim::of(&into("heard"), &account);
    assert_eq!(heard, Aim { sound: true, ..aim(&[Asset, Purpose::Index, Search]) });
    assert_eq!(Aim::of(&into("told"), &account), aim(&[Asset, Purpose::Index, Analysis]));
    // Such an index takes new videos for search only: a long one is not held for analysis.
    assert_eq!(Aim::of(&into("mixed"), &account), aim(&[Asset, Purpose::Index, Search]));
    assert_eq!(judge(&video(1920, 1080, 7000), &into("mixed"), &account), []);
    let task = UploadOptions { task_index: Some("seen".into()), ..UploadOptions::default() };
    assert_eq!(Aim::of(&task, &account), aim(&[Asset, Purpose::Index, Search, Task]));
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
fn an_index_takes_videos_only() {
    use MediaKind::{Audio, Document, Image};
    let into = |id: DestinationId| UploadOptions { destination_ids: vec![id], ..UploadOptions::default() };
    let index = into(DestinationId::Index("i".into()));
    let task = UploadOptions { task_index: Some("i".into()), ..UploadOptions::default() };
    let store = into(DestinationId::Store("s".into()));
    let file = |kind, media_type: &str| FileFacts {
        kind,
        media_type: media_type.to_owned(),
        media: Media::default(),
        ..video(1, 1, 1)
    };
    let weight = |file: &FileFacts, options: &UploadOptions| {
        let found = judge(file, options, &Account::default());
        found.iter().find(|one| one.demand == RequirementKind::Format).map(|one| one.weight)
    };
    for (kind, media_type, indexed, stored) in [
        (Document, "text/plain", Some(Severity::Wait), Some(Severity::Note)),
        (Document, "application/pdf", Some(Severity::Wait), Some(Severity::Note)),
        (Image, "image/png", Some(Severity::Wait), None),
        (Audio, "audio/mpeg", Some(Severity::Note), Some(Severity::Note)),
        (MediaKind::Video, "video/mp4", None, None),
        (MediaKind::Unknown, "application/octet-stream", None, None),
    ] {
        let file = file(kind, media_type);
        assert_eq!(weight(&file, &index), indexed, "{kind:?}");
        assert_eq!(weight(&file, &task), indexed, "{kind:?}");
        assert_eq!(weight(&file, &store), stored, "{kind:?}");
        assert_eq!(weight(&file, &UploadOptions::default()), None);
    }
}

#[test]
fn what_is_encrypted_is_held_wherever_it_goes() {
    let mut film = video(1920, 1080, 60);
    for (video, audio, held) in
        [("encrypted", "encrypted", true), ("h264", "encrypted", true), ("h264", "aac", false)]
    {
        film.media.video = Some(video.to_owned());
        film.media.audio = Sound::Some(audio.to_owned());
        let found = judge(&film, &UploadOptions::default(), &Account::default());
        let said: Vec<_> = found.iter().map(|one| (one.demand, one.weight)).collect();
        assert_eq!(said, if held { vec![(RequirementKind::Encryption, Severity::Wait)] } else { vec![] });
    }
}

#[test]
fn what_is_cut_off_is_held_wherever_it_goes_and_no_copy_mends_it() {
    for kind in [MediaKind::Video, MediaKind::Audio] {
        for (cut, measured) in
            [(Cut::Of(90_000_000), Measured::Part(50_000_000, 90_000_000)), (Cut::Open, Measured::WithoutEnd)]
        {
            let mut film = FileFacts { kind, ..video(1920, 1080, 60) };
            film.media.cut = cut;
            let options = UploadOptions::default();
            let found = judge(&film, &options, &Account::default());
            let said: Vec<_> = found.iter().map(|one| (one.demand, one.weight, &one.measured)).collect();
            assert_eq!(said, [(RequirementKind::Whole, Severity::Wait, &measured)]);
            for size in [None, Some(CopySize::P360)] {
                assert_eq!(recipe(&film, size, &options, &Account::default()), None);
            }
        }
    }
}

#[test]
fn each_row_names_its_source_and_the_newest_figure_is_among_them() {
    use Purpose::{Analysis, Asset, Index, Search, Store, Task};
    use RequirementKind::{Encryption, Format, Longest, Shortest, Size, Whole};
    // Of each purpose and demand: the sources that have a figure, in the order of the table.
    let mut found: std::collections::BTreeMap<(Purpose, RequirementKind, &str), Vec<&str>> =
        std::collections::BTreeMap::default();
    for row in TABLE {
        let of = (row.purpose, row.range.demand(), row.kind.word());
        found.entry(of).or_default().push(row.source.word());
    }
    let of = |purpose, demand, kind: MediaKind| found[&(purpose, demand, kind.word())].clone();
    let video = MediaKind::Video;
    assert_eq!(of(Search, Shortest, video), ["guide-local", "reference"]);
    assert_eq!(of(Search, Longest, video), ["guide-local", "reference"]);
    assert_eq!(of(Search, Size, video), ["guide-local", "reference"]);
    assert_eq!(of(Analysis, Shortest, video), ["guide-local", "reference", "sdk"]);
    assert_eq!(of(Analysis, Longest, video), ["guide-local", "pegasus-1.2", "sdk", "sdk"]);
    assert_eq!(of(Analysis, Size, video), ["pegasus-1.2", "notes"]);
    assert_eq!(of(Task, Longest, video), ["guide-local", "reference"]);
    assert_eq!(of(Store, Size, video), ["reference", "sdk"]);
    assert_eq!(of(Asset, Encryption, video), ["reference"]);
    assert_eq!(of(Asset, Whole, video), ["reference"]);
    for kind in [MediaKind::Image, MediaKind::Document, MediaKind::Audio] {
        assert_eq!(of(Index, Format, kind), ["sdk"]);
    }
    let dates = [
        ("guide-local", Some("2022")),
        ("reference", Some("2026-07")),
        ("sdk", Some("2026")),
        ("notes", Some("2026")),
        ("pegasus-1.2", None),
        ("older-tasks", None),
    ];
    for row in TABLE {
        assert!(dates.contains(&(row.source.word(), row.source.date())), "{row:?}");
    }
}

#[test]
fn what_nobody_contradicts_is_put_right_too_where_a_copy_is_made_anyway() {
    let heard = Index {
        id: "heard".into(),
        name: String::new(),
        models: vec![("marengo3.0".to_owned(), vec!["audio".to_owned()])],
        video_count: None,
        duration_secs: None,
        created: None,
        expires: None,
    };
    let account = Account {
        indexes: Listing { items: vec![Arc::new(heard)].into_iter().collect(), ..Listing::default() },
        ..Account::default()
    };
    let options = UploadOptions {
        destination_ids: vec![DestinationId::Index("heard".into())],
        ..UploadOptions::default()
    };
    let fixes = |file: &FileFacts| recipe(file, None, &options, &account).map(|recipe| recipe.fixes);
    let with = |media_type: &str, codec: Option<&str>, silent: bool| {
        let mut film = video(1920, 1080, 60);
        media_type.clone_into(&mut film.media_type);
        film.media.video = codec.map(str::to_owned);
        film.media.audio = if silent { Sound::None } else { Sound::Some("aac".to_owned()) };
        film
    };
    let stream = "video/mp2t";
    for (file, wanted) in [
        (with("video/mp4", Some("h264"), false), None),
        (with("video/quicktime", Some("prores"), false), None),
        (with("video/x-matroska", Some("vp9"), false), None),
        (with("application/octet-stream", None, false), None),
        (with("video/mp4", Some("h264"), true), Some(vec![Fix::AddSilence])),
        (with(stream, Some("h264"), false), Some(vec![Fix::ToMp4])),
        (with(stream, Some("mpeg2video"), false), Some(vec![Fix::ToH264])),
        (with("video/x-flv", None, false), Some(vec![Fix::ToH264])),
        // Whatever else is put right makes an MP4 as well.
        (with(stream, Some("mpeg2video"), true), Some(vec![Fix::ToH264, Fix::AddSilence])),
    ] {
        assert_eq!(fixes(&file), wanted, "{file:?}");
    }
    let small = FileFacts { media_type: stream.to_owned(), ..video(426, 240, 60) };
    assert_eq!(fixes(&small), Some(vec![scale(640, 360), Fix::AddSilence]));
    // Sources disagree: that alone is no reason to change a film.
    let mut wide = with("video/mp4", Some("h264"), false);
    wide.media.picture = Picture::new(5120, 2160);
    assert_eq!((judge(&wide, &options, &account).len(), fixes(&wide)), (1, None));
    // No copy makes a video of sound alone.
    let sound = FileFacts { kind: MediaKind::Audio, media_type: "audio/mpeg".to_owned(), ..video(1, 1, 60) };
    assert_eq!(fixes(&sound), None);
    for file in [with(stream, Some("mpeg2video"), true), small] {
        let made = recipe(&file, None, &options, &account).unwrap().applied(&file);
        assert_eq!(judge(&made, &options, &account), []);
    }
}

#[test]
fn words_are_read_back() {
    for kind in RequirementKind::ALL {
        assert_eq!(RequirementKind::parse(kind.word()), Some(kind));
    }
}
