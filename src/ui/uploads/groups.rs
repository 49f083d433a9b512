//! Uploads that ended for the same reason, and what can be done with all of them.

use eframe::egui::{Align, Align2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons::{self, Button};
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::shell::consent;
use crate::ui::shell::view::View;
use crate::ui::uploads::{bar, list, notes, row, undo};
use crate::ui::{Action, Draw};
use takeup_engine::{Command, JobSelection};
use takeup_model::{CopyChoice, CopySize, End, Job, JobId, LimitKey, Model, Refusal, UploadGroup};
use takeup_text::{self as text, msg, numbers};

/// One thing that fits at least one upload of a group.
#[derive(Clone, Copy)]
enum Remedy {
    Retry,
    Anyway,
    Fix,
    Smaller,
    Connect,
    Raise(LimitKey, u64),
}

impl Remedy {
    /// Those that fit, the most likely one last: it stands next to the words.
    fn all(draw: &Draw<'_>, jobs: &[&Job]) -> Vec<Self> {
        let refusals = || {
            jobs.iter()
                .filter_map(|job| if let Some(End::Refused(why)) = &job.end { Some(why) } else { None })
        };
        let mut all = vec![Self::Retry];
        all.extend(jobs.iter().any(|job| may_go_anyway(job)).then_some(Self::Anyway));
        all.extend(jobs.iter().any(|job| is_fixable(draw.model, job)).then_some(Self::Fix));
        all.extend(refusals().any(Refusal::is_not_connected).then_some(Self::Connect));
        let raise = |why: &Refusal| {
            let Refusal::TooLarge { limit, .. } = why else { return None };
            Some(Self::Raise(limit.key, limit.table?.bytes))
        };
        all.extend(refusals().find_map(raise));
        all.extend(jobs.iter().any(|job| job.awaits_copy_choice()).then_some(Self::Smaller));
        all
    }

    fn icon(&self) -> Option<Icon> {
        match self {
            Self::Retry => Some(Icon::RotateCw),
            Self::Smaller => Some(Icon::Shrink),
            Self::Anyway | Self::Fix | Self::Connect | Self::Raise(..) => None,
        }
    }

    fn label(&self) -> String {
        match self {
            Self::Retry => msg::uploads::uploads_group_retry().to_owned(),
            Self::Anyway => msg::uploads::upload_anyway().to_owned(),
            Self::Fix => msg::requirements::fix_and_upload().to_owned(),
            Self::Smaller => msg::uploads::upload_smaller_copy().to_owned(),
            Self::Connect => msg::connections::connection_connect().to_owned(),
            Self::Raise(_, bytes) => msg::uploads::upload_raise_limit(numbers::bytes(*bytes)),
        }
    }
}

fn may_go_anyway(job: &Job) -> bool {
    matches!(&job.end, Some(End::Refused(why)) if why.may_go_anyway())
}

fn is_fixable(model: &Model, job: &Job) -> bool {
    may_go_anyway(job) && notes::recipe(model, job).is_some()
}

/// Those of a group that something fits.
fn those(jobs: &[&Job], fits: impl Fn(&Job) -> bool) -> JobSelection {
    JobSelection::These(jobs.iter().filter(|job| fits(job)).map(|job| job.id).collect())
}

/// Draws the head of a group.
pub(crate) fn group_ui(ui: &mut Ui, draw: &mut Draw<'_>, title: &str, advice: &str, jobs: &[&Job]) {
    let rect = ui.max_rect();
    group_mark(ui, rect, jobs);
    let mut right = rect.right() - 17.0;
    for remedy in Remedy::all(draw, jobs) {
        let label = remedy.label();
        let name = msg::uploads::upload_button_named(&label, title);
        let button = Button { name: Some(&name), ..Button::plain(remedy.icon(), &label) }.low();
        let wide = button.width(ui);
        // The words need some room; the menu has everything.
        if right - wide < rect.left() + row::NAME + 200.0 {
            break;
        }
        let place = Rect::from_min_size(pos2(right - wide, rect.center().y - 14.0), vec2(wide, 28.0));
        right -= wide + 10.0;
        let response = button.at(ui, place);
        if matches!(remedy, Remedy::Smaller) {
            controls::menu(&response, &label, |ui| copies_menu(ui, draw, jobs));
        } else if response.clicked() {
            apply(draw, remedy, jobs);
        }
    }
    let name = msg::uploads::upload_button_named(msg::uploads::upload_more(), title);
    let more = Rect::from_center_size(pos2(right - 14.0, rect.center().y), vec2(28.0, 28.0));
    let opener = buttons::named_icon_button(ui, more, Icon::Ellipsis, msg::uploads::upload_more(), &name);
    controls::menu(&opener, msg::uploads::uploads_menu(), |ui| group_menu(ui, draw, jobs));
    right = more.left() - 4.0;
    let words = msg::uploads::uploads_group(jobs.len(), title);
    group_words(ui, rect.with_max_x(right - 8.0), &words, advice);
}

fn apply(draw: &mut Draw<'_>, remedy: Remedy, jobs: &[&Job]) {
    match remedy {
        Remedy::Retry => bar::retry(draw, jobs),
        Remedy::Anyway => draw.send(Command::SendAnyway(those(jobs, may_go_anyway))),
        Remedy::Fix => draw.send(Command::Fix(those(jobs, |job| is_fixable(draw.model, job)))),
        Remedy::Connect => consent::connect(draw),
        Remedy::Raise(key, bytes) => list::raise(draw, key, bytes),
        // It is a menu.
        Remedy::Smaller => {}
    }
}

/// The copies that are small enough, each for those uploads that it makes smaller.
fn copies_menu(ui: &mut Ui, draw: &mut Draw<'_>, jobs: &[&Job]) {
    for size in CopySize::OFFERED {
        let helps = |job: &Job| job.file.as_ref().is_some_and(|file| size.helps(file));
        let ids: Vec<JobId> =
            jobs.iter().filter(|job| job.awaits_copy_choice() && helps(job)).map(|job| job.id).collect();
        let choice = CopyChoice::Smaller(size);
        if !ids.is_empty() && MenuItem::new(Icon::Shrink, &text::copy_choice(choice)).chosen(ui) {
            draw.send(Command::SendCopy(JobSelection::These(ids), choice));
        }
    }
}

fn group_mark(ui: &Ui, rect: Rect, jobs: &[&Job]) {
    let t = tokens(ui);
    let held = jobs.first().is_some_and(|job| UploadGroup::of(job) == UploadGroup::Held);
    let (glyph, color) = if held { (Icon::FileQuestionMark, t.warn_text) } else { (Icon::FileX, t.bad_text) };
    parts::boxed_icon(ui, row::frame_at(rect), glyph, 16.0, t.quiet, color);
}

/// What the uploads of a group have in common, and what to do.
fn group_words(ui: &mut Ui, rect: Rect, words: &str, advice: &str) {
    let t = tokens(ui);
    let top = Rect::from_min_max(
        pos2(rect.left() + row::NAME, rect.center().y - 19.0),
        pos2(rect.right(), rect.center().y),
    );
    parts::line(ui, top, words, theme::semibold(13.0), t.text, Align::Min);
    parts::line(ui, top.translate(vec2(0.0, 18.0)), advice, theme::regular(12.0), t.dim, Align::Min);
}

/// Everything that can be done with all of a group.
fn group_menu(ui: &mut Ui, draw: &mut Draw<'_>, jobs: &[&Job]) {
    for remedy in Remedy::all(draw, jobs) {
        if matches!(remedy, Remedy::Smaller) {
            copies_menu(ui, draw, jobs);
        } else if MenuItem::new(remedy.icon().unwrap_or(Icon::Upload), &remedy.label()).chosen(ui) {
            apply(draw, remedy, jobs);
        }
    }
    controls::menu_line(ui);
    let paths: Vec<String> = jobs.iter().map(|job| job.source.text()).collect();
    if MenuItem::new(Icon::Copy, msg::uploads::uploads_copy_paths()).chosen(ui) {
        draw.out.push(Action::Copy(paths.join("\n")));
    }
    let lines: Vec<String> = jobs.iter().filter_map(|job| notes::shell_line(draw.model, job)).collect();
    if !lines.is_empty() && MenuItem::new(Icon::Terminal, text::Shell::HERE.copy_ffmpeg()).chosen(ui) {
        draw.out.push(Action::Copy(lines.join("\n")));
    }
    if MenuItem::new(Icon::X, msg::uploads::upload_remove()).chosen(ui) {
        undo::remove(draw, jobs);
    }
}

/// Shows the rest of a group.
pub(crate) fn more_ui(ui: &Ui, view: &mut View, rect: Rect, key: &str, hidden: usize) {
    let label = msg::uploads::uploads_group_more(hidden);
    let id = ui.make_persistent_id(("more", key));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    let t = tokens(ui);
    let color = if response.hovered() { t.text } else { t.accent_text };
    let at = pos2(rect.left() + row::NAME, rect.center().y);
    let said = parts::text(ui.painter(), at, Align2::LEFT_CENTER, &label, theme::medium(12.5), color);
    parts::icon(ui.painter(), pos2(said.right() + 14.0, at.y), Icon::ChevronDown, 14.0, color);
    parts::focus_ring(ui, rect.shrink(3.0), &response);
    if response.clicked() {
        view.open_groups.insert(key.to_owned());
    }
}
