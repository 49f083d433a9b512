//! The licences of everything the two programs are linked with: each text once, below the names it is for.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package, PackageId};

const PROGRAMS: [&str; 2] = ["takeup", "takeup-cli"];
/// How the files begin that owners want shipped.
const FILES: [&str; 5] = ["LICEN", "COPY", "NOTICE", "UNLICENSE", "OFL"];
/// Files of this repository that are not crates.
const INTER: &str = include_str!("../../assets/fonts/Inter-LICENSE.txt");

pub(crate) fn write(file: &Path) -> anyhow::Result<()> {
    let host = cargo_metadata::cargo_platform::Platform::Name(host()?).to_string();
    let options = ["--filter-platform".to_owned(), host, "--locked".to_owned()];
    let metadata = MetadataCommand::new().other_options(options).exec()?;
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    texts.entry(INTER.to_owned()).or_default().push("the font Inter (OFL-1.1)".to_owned());
    for id in linked(&metadata)? {
        let package = &metadata[&id];
        let licence = package.license.as_deref().unwrap_or("see below");
        let name = format!("{} {} ({licence})", package.name, package.version);
        for text in texts_of(package)? {
            texts.entry(text).or_default().push(name.clone());
        }
    }
    let mut all = "Takeup contains the work of others. Their licences:\n".to_owned();
    for (text, names) in &texts {
        write!(all, "\n{}\n{}\n\n{text}\n", "=".repeat(79), names.join("\n"))?;
    }
    fs::File::create(file)?.write_all(all.as_bytes())?;
    Ok(())
}

/// The target of this compiler.
fn host() -> anyhow::Result<String> {
    let said = std::process::Command::new("rustc").arg("-vV").output()?;
    let said = String::from_utf8(said.stdout)?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc -vV names its host")?.to_owned())
}

/// The crates of others that are linked into a program of ours.
fn linked(metadata: &Metadata) -> anyhow::Result<BTreeSet<PackageId>> {
    let graph = metadata.resolve.as_ref().context("cargo resolves the dependencies")?;
    let nodes: BTreeMap<&PackageId, _> = graph.nodes.iter().map(|node| (&node.id, node)).collect();
    let is_program = |package: &&Package| PROGRAMS.contains(&package.name.as_str());
    let mut waiting: Vec<&PackageId> =
        metadata.packages.iter().filter(is_program).map(|package| &package.id).collect();
    let mut found = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if !found.insert(id.clone()) {
            continue;
        }
        let below = nodes.get(id).context("every crate has its dependencies")?;
        let normal = below
            .deps
            .iter()
            .filter(|dep| dep.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal));
        waiting.extend(normal.map(|dep| &dep.pkg));
    }
    found.retain(|id| !metadata.workspace_members.contains(id));
    Ok(found)
}

/// What a crate ships. The common texts of its licences, where it ships none.
fn texts_of(package: &Package) -> anyhow::Result<Vec<String>> {
    let folder = package.manifest_path.parent().context("a manifest lies in a folder")?;
    let mut files: Vec<_> = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(std::fs::DirEntry::file_name);
    let mut texts = Vec::new();
    for file in files {
        let name = file.file_name().to_string_lossy().to_uppercase();
        if FILES.iter().any(|start| name.starts_with(start)) && file.file_type()?.is_file() {
            texts.push(fs::read_to_string(file.path())?.trim().to_owned());
        }
    }
    if texts.is_empty() {
        let licence =
            package.license.as_deref().with_context(|| format!("{} has no licence", package.name))?;
        let parsed = spdx::Expression::parse_mode(licence, spdx::ParseMode::LAX)?;
        let ids = parsed.requirements().filter_map(|required| required.req.license.id());
        texts = ids.map(|id| id.text().trim().to_owned()).collect();
    }
    Ok(texts)
}
