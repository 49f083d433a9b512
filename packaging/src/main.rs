//! Makes what packages hold beside the programs: man pages, completions, icons, and the licences of others.
//! `packaging/package.sh` calls it; nothing of this is part of the programs.

mod icons;
mod licences;
mod pages;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Makes what packages hold beside the programs.
#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Man pages and completions of takeup-cli, below this folder.
    Pages { folder: PathBuf },
    /// The icon in every size, below this folder, as desktops look for it.
    Icons { folder: PathBuf },
    /// The icon as one file for Windows.
    Ico { file: PathBuf },
    /// The licences of everything the programs are linked with on this system.
    Licences { file: PathBuf },
}

fn main() -> anyhow::Result<()> {
    match Args::parse().what {
        What::Pages { folder } => pages::write(&folder),
        What::Icons { folder } => icons::write_all(&folder),
        What::Ico { file } => icons::write_ico(&file),
        What::Licences { file } => licences::write(&file),
    }
}
