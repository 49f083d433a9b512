//! Man pages and completions, from the command line as the program itself reads it.

use std::fs;
use std::path::Path;

use clap_complete::Shell;
use takeup_text::{Language, in_language};

const NAME: &str = "takeup-cli";

/// The folders below are those of a package below `/usr/share`.
pub(crate) fn write(folder: &Path) -> anyhow::Result<()> {
    let mut command = in_language(Language::En, takeup_cli::command);
    let man = folder.join("man/man1");
    fs::create_dir_all(&man)?;
    clap_mangen::generate_to(command.clone(), &man)?;
    for (shell, below) in [
        (Shell::Bash, "bash-completion/completions"),
        (Shell::Zsh, "zsh/vendor-completions"),
        (Shell::Fish, "fish/vendor_completions.d"),
        (Shell::PowerShell, "powershell"),
    ] {
        let below = folder.join(below);
        fs::create_dir_all(&below)?;
        let made = clap_complete::generate_to(shell, &mut command, NAME, &below)?;
        if shell == Shell::Bash {
            // The shell looks for a file with the name of the command.
            fs::rename(made, below.join(NAME))?;
        }
    }
    Ok(())
}
