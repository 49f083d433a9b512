//! From the text of Fluent files to Rust code. Pure, so that tests can include it.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Resource, VariantKey,
};
use fluent_syntax::{parser, serializer};

/// The locale that the others are measured by.
const SOURCE: &str = "en";
/// The file whose messages are looked up by ID, so they take no arguments and get no functions.
const HELP: &str = "help";
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A language with its files.
pub(crate) struct Locale {
    pub(crate) code: String,
    pub(crate) files: Vec<File>,
}

/// One Fluent file. Its name becomes a module.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// What generated code needs to know of a message.
struct Known {
    file: String,
    text: String,
    variables: Variables,
}

/// In order of appearance, each with whether it is a number.
#[derive(Default)]
struct Variables(Vec<(String, bool)>);

type Messages = BTreeMap<String, Known>;

/// The code for all locales, or every fault on a line of its own.
pub(crate) fn generate(locales: &[Locale], complete: &[&str]) -> Result<String, String> {
    let mut faults = Vec::new();
    let mut terms = BTreeSet::new();
    let source = locales.iter().find(|locale| locale.code == SOURCE).ok_or("the locale en is missing")?;
    let english = messages(source, &mut terms, &mut faults);
    for locale in locales.iter().filter(|locale| locale.code != SOURCE) {
        let theirs = messages(locale, &mut terms.clone(), &mut faults);
        compare(locale, &theirs, &english, complete.contains(&locale.code.as_str()), &mut faults);
    }
    for code in complete.iter().filter(|code| !locales.iter().any(|locale| locale.code == **code)) {
        faults.push(format!("{code}: the locale is missing"));
    }
    for (id, known) in english.iter().filter(|(_, known)| known.file == HELP && !known.variables.0.is_empty())
    {
        faults.push(format!("{SOURCE}/{}.ftl: {id} takes arguments; help texts take none", known.file));
    }
    if faults.is_empty() { Ok(code(locales, &english)) } else { Err(faults.join("\n")) }
}

/// The messages of a locale. Its terms are added to those of English, which it falls back to.
fn messages(locale: &Locale, terms: &mut BTreeSet<String>, faults: &mut Vec<String>) -> Messages {
    let mut found = Messages::new();
    let mut own_terms = BTreeSet::new();
    let mut used_terms = Vec::new();
    for file in &locale.files {
        let place = format!("{}/{}.ftl", locale.code, file.name);
        let resource = parser::parse(file.text.as_str()).unwrap_or_else(|(resource, _)| resource);
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    let mut seen = Seen { place: format!("{place}: {}", message.id.name), ..Seen::default() };
                    seen.message(message);
                    used_terms.extend(seen.terms.into_iter().map(|term| (seen.place.clone(), term)));
                    faults.append(&mut seen.faults);
                    let text = written(message);
                    let known = Known { file: file.name.clone(), text, variables: seen.variables };
                    if let Some(first) = found.insert(message.id.name.to_owned(), known) {
                        faults.push(format!("{}: also in {}.ftl", seen.place, first.file));
                    }
                }
                Entry::Term(term) => {
                    let mut seen = Seen { place: format!("{place}: -{}", term.id.name), ..Seen::default() };
                    seen.pattern(&term.value);
                    used_terms.extend(seen.terms.into_iter().map(|term| (seen.place.clone(), term)));
                    faults.append(&mut seen.faults);
                    if !own_terms.insert(term.id.name.to_owned()) {
                        faults.push(format!("{}: defined twice", seen.place));
                    }
                }
                Entry::Junk { content } => {
                    let line = content.lines().next().unwrap_or_default();
                    faults.push(format!("{place}: not understood: {line}"));
                }
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            }
        }
    }
    terms.extend(own_terms);
    for (place, term) in used_terms.into_iter().filter(|(_, term)| !terms.contains(term)) {
        faults.push(format!("{place}: no such term: -{term}"));
    }
    found
}

fn compare(locale: &Locale, theirs: &Messages, english: &Messages, complete: bool, faults: &mut Vec<String>) {
    for (id, known) in theirs {
        let place = format!("{}/{}.ftl: {id}", locale.code, known.file);
        let Some(original) = english.get(id) else {
            faults.push(format!("{place}: English has no such message"));
            continue;
        };
        for (name, number) in &known.variables.0 {
            match original.variables.0.iter().find(|(other, _)| other == name) {
                None => faults.push(format!("{place}: English has no variable ${name}")),
                Some((_, false)) if *number => {
                    faults.push(format!("{place}: ${name} is text in English, not a number"));
                }
                Some(_) => {}
            }
        }
        for (name, _) in original.variables.0.iter().filter(|_| complete) {
            if !known.variables.0.iter().any(|(other, _)| other == name) {
                faults.push(format!("{place}: ${name} is missing"));
            }
        }
    }
    if complete {
        for (id, known) in english.iter().filter(|(id, _)| !theirs.contains_key(*id)) {
            faults.push(format!("{}/{}.ftl: {id} is missing", locale.code, known.file));
        }
    }
}

/// What a pattern refers to.
#[derive(Default)]
struct Seen {
    place: String,
    variables: Variables,
    terms: Vec<String>,
    faults: Vec<String>,
}

impl Seen {
    fn message(&mut self, message: &Message<&str>) {
        if !message.attributes.is_empty() {
            self.faults.push(format!("{}: attributes are not used here", self.place));
        }
        match &message.value {
            Some(pattern) => self.pattern(pattern),
            None => self.faults.push(format!("{}: the message has no text", self.place)),
        }
    }

    fn pattern(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline, false),
            Expression::Select { selector, variants } => {
                let plural = variants.iter().all(|variant| match variant.key {
                    VariantKey::Identifier { name } => PLURALS.contains(&name),
                    VariantKey::NumberLiteral { .. } => true,
                });
                self.inline(selector, plural);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>, number: bool) {
        match inline {
            InlineExpression::VariableReference { id } => self.variables.add(id.name, number),
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::TermReference { id, .. } => self.terms.push(id.name.to_owned()),
            InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" => {
                arguments.positional.iter().for_each(|argument| self.inline(argument, true));
            }
            InlineExpression::FunctionReference { id, .. } => {
                self.faults.push(format!("{}: no such function: {}", self.place, id.name));
            }
            InlineExpression::MessageReference { id, .. } => {
                self.faults
                    .push(format!("{}: refers to {}; only terms can be included", self.place, id.name));
            }
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        }
    }
}

impl Variables {
    fn add(&mut self, name: &str, number: bool) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known |= number,
            None => self.0.push((name.to_owned(), number)),
        }
    }
}

/// A message as it stands in its file, without the comment for translators.
fn written(message: &Message<&str>) -> String {
    let message = Message { comment: None, ..message.clone() };
    serializer::serialize(&Resource { body: vec![Entry::Message(message)] })
}

/// The index of a message is its place among the sorted IDs.
fn code(locales: &[Locale], english: &Messages) -> String {
    let mut files = BTreeMap::<&str, Vec<String>>::new();
    for (index, (id, known)) in english.iter().enumerate().filter(|(_, (_, known))| known.file != HELP) {
        files.entry(&known.file).or_default().push(function(index, id, known));
    }
    let modules: Vec<String> = files.iter().map(|(file, functions)| module(file, functions)).collect();
    let ids: Vec<&String> = english.keys().collect();
    let help: Vec<&String> =
        english.iter().filter(|(_, known)| known.file == HELP).map(|(id, _)| id).collect();
    let plain: Vec<bool> = english.values().map(|known| known.variables.0.is_empty()).collect();
    let sources: Vec<(&str, String)> =
        locales.iter().map(|locale| (locale.code.as_str(), whole(locale))).collect();
    let modules = modules.concat();
    format!(
        "/// The IDs of all messages, sorted.
pub const ALL: &[&str] = &{ids:?};
/// The IDs of the help texts, sorted.
pub const HELP: &[&str] = &{help:?};
/// Whether the message at this index of `ALL` takes no arguments.
pub(crate) const PLAIN: &[bool] = &{plain:?};
/// The Fluent text of each locale.
pub(crate) const SOURCES: &[(&str, &str)] = &{sources:?};
/// One module for each Fluent file, one function for each message.
pub mod msg {{
{modules}}}
"
    )
}

fn whole(locale: &Locale) -> String {
    locale.files.iter().map(|file| file.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn module(file: &str, functions: &[String]) -> String {
    let name = file.replace('-', "_");
    format!("/// Messages of `{file}.ftl`.\npub mod {name} {{\n{}}}\n", functions.concat())
}

fn function(index: usize, id: &str, known: &Known) -> String {
    let lines: Vec<String> = known.text.lines().map(|line| format!("/// {line}\n")).collect();
    let text = format!("/// ```text\n{}", lines.concat());
    let name = id.replace('-', "_");
    let variables = &known.variables.0;
    if variables.is_empty() {
        return format!(
            "{text}/// ```\npub fn {name}() -> &'static str {{ crate::message::plain({index}) }}\n"
        );
    }
    let mut parameters = Vec::new();
    let mut arguments = Vec::new();
    for (variable, number) in variables {
        let parameter = variable.replace('-', "_");
        let (kind, value) = if *number {
            ("Into<crate::Number>", "into().into()")
        } else {
            ("AsRef<str>", "as_ref().into()")
        };
        parameters.push(format!("{parameter}: impl {kind}"));
        arguments.push(format!("({variable:?}, {parameter}.{value})"));
    }
    format!(
        "{text}/// ```\npub fn {name}({}) -> String {{ crate::message::filled({index}, [{}]) }}\n",
        parameters.join(", "),
        arguments.join(", ")
    )
}
