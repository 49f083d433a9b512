//! Turns the Fluent files into functions: a wrong ID or argument does not compile.

#[path = "build/generate.rs"]
mod generate;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Where the locales are, seen from this package: one folder each, with a file for each noun.
const LOCALES: &str = "../../assets/locales";
/// The locales that must have every message. Others fall back to English.
const COMPLETE: &[&str] = &["en", "ja", "ko"];

#[expect(clippy::disallowed_methods, reason = "nobody reads the file while it is written")]
fn main() -> Result<(), String> {
    let base = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|err| err.to_string())?).join(LOCALES);
    println!("cargo::rerun-if-changed={}", base.display());
    let generated = read(&base)
        .map_err(|err| format!("{}: {err}", base.display()))
        .and_then(|locales| generate::generate(&locales, COMPLETE));
    match generated {
        Ok(code) => {
            let target = PathBuf::from(env::var("OUT_DIR").map_err(|err| err.to_string())?);
            fs::write(target.join("messages.rs"), code).map_err(|err| err.to_string())
        }
        Err(faults) => {
            for fault in faults.lines() {
                println!("cargo::error={fault}");
            }
            Ok(())
        }
    }
}

/// Every locale with its files, in a stable order.
fn read(base: &Path) -> io::Result<Vec<generate::Locale>> {
    let mut locales = Vec::new();
    for folder in sorted(base)?.into_iter().filter(|path| path.is_dir()) {
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut files = Vec::new();
        for path in
            sorted(&folder)?.into_iter().filter(|path| path.extension().is_some_and(|ext| ext == "ftl"))
        {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push(generate::File { name: stem(&path), text: fs::read_to_string(&path)? });
        }
        locales.push(generate::Locale { code: stem(&folder), files });
    }
    Ok(locales)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
