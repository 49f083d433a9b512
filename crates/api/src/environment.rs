//! What of the environment other programs do not get.

use std::ffi::OsString;

/// The variables of the environment that are meant for clients of the platform. No other program is started with them.
pub fn key_variables() -> Vec<OsString> {
    of_platform(std::env::vars_os().map(|(name, _)| name))
}

fn of_platform(names: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let ours = ["TWELVE_LABS", "TWELVELABS"];
    let is_ours = |name: &OsString| {
        let name = name.to_string_lossy().to_uppercase();
        ours.iter().any(|ours| name.starts_with(ours))
    };
    names.filter(is_ours).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_programs_get_no_key() {
        let names =
            ["PATH", "TWELVE_LABS_API_KEY", "TWELVELABS_BASE_URL", "Twelvelabs_Api_Key", "TAKEUP_LANG"];
        let found = of_platform(names.into_iter().map(OsString::from));
        assert_eq!(found, ["TWELVE_LABS_API_KEY", "TWELVELABS_BASE_URL", "Twelvelabs_Api_Key"]);
    }
}
