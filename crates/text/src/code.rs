//! The same as code: what a person may paste into a program of their own. The key is read from the environment
//! variable that the official SDKs read; it never stands in the text.

use takeup_model::{AssetId, IndexId};

/// What the code is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleLanguage {
    /// A shell, with cURL.
    Curl,
    /// Python, with requests.
    Python,
    /// Node.js, without anything else.
    Node,
}

impl SampleLanguage {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Curl, Self::Python, Self::Node];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Curl => "cURL",
            Self::Python => "Python",
            Self::Node => "Node.js",
        }
    }
}

/// Asks how an asset stands.
pub fn asset_code(language: SampleLanguage, server: &str, asset: &AssetId) -> String {
    let url = text(&format!("{}/assets/{asset}", server.trim_end_matches('/')));
    match language {
        SampleLanguage::Curl => {
            format!("curl --fail-with-body {url} \\\n  --header \"x-api-key: $TWELVE_LABS_API_KEY\"\n")
        }
        SampleLanguage::Python => format!(
            "import os\n\nimport requests\n\nanswer = requests.get(\n    {url},\n    headers={{\"x-api-key\": os.environ[\"TWELVE_LABS_API_KEY\"]}},\n    timeout=60,\n)\nanswer.raise_for_status()\nasset = answer.json()\nprint(asset[\"_id\"], asset[\"status\"])\n"
        ),
        SampleLanguage::Node => format!(
            "const answer = await fetch({url}, {{\n  headers: {{ \"x-api-key\": process.env.TWELVE_LABS_API_KEY }},\n}});\nif (!answer.ok) throw new Error(await answer.text());\nconst asset = await answer.json();\nconsole.log(asset._id, asset.status);\n"
        ),
    }
}

/// Puts an asset into an index.
pub fn index_code(language: SampleLanguage, server: &str, asset: &AssetId, index: &IndexId) -> String {
    let url = text(&format!("{}/indexes/{index}/indexed-assets", server.trim_end_matches('/')));
    let id = text(&asset.0);
    match language {
        SampleLanguage::Curl => {
            let body = shell(&format!("{{\"asset_id\": {id}}}"));
            format!(
                "curl --fail-with-body {url} \\\n  --header \"x-api-key: $TWELVE_LABS_API_KEY\" \\\n  --json {body}\n"
            )
        }
        SampleLanguage::Python => format!(
            "import os\n\nimport requests\n\nanswer = requests.post(\n    {url},\n    headers={{\"x-api-key\": os.environ[\"TWELVE_LABS_API_KEY\"]}},\n    json={{\"asset_id\": {id}}},\n    timeout=60,\n)\nanswer.raise_for_status()\nprint(answer.json()[\"_id\"])\n"
        ),
        SampleLanguage::Node => format!(
            "const answer = await fetch({url}, {{\n  method: \"POST\",\n  headers: {{\n    \"x-api-key\": process.env.TWELVE_LABS_API_KEY,\n    \"Content-Type\": \"application/json\",\n  }},\n  body: JSON.stringify({{ asset_id: {id} }}),\n}});\nif (!answer.ok) throw new Error(await answer.text());\nconsole.log((await answer.json())._id);\n"
        ),
    }
}

/// A text between double quotes that reads the same in all three, and in every shell: whatever could mean something there
/// is left out. URLs and IDs are ASCII.
fn text(plain: &str) -> String {
    let harmless = |c: &char| c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '$' | '`' | '!');
    format!("\"{}\"", plain.chars().filter(harmless).collect::<String>())
}

/// A text as one word of a shell.
fn shell(plain: &str) -> String {
    format!("'{}'", plain.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_comes_from_the_environment_and_nothing_in_an_id_can_run() {
        for language in SampleLanguage::ALL {
            let bad = AssetId("a\"; rm -rf $HOME `x` \\ 'b \u{201c}; calc \u{201d} !! \u{202e}".to_owned());
            for code in [
                asset_code(language, "https://api.example/v1.3/", &bad),
                index_code(language, "https://api.example/v1.3", &bad, &"i".into()),
            ] {
                assert!(code.contains("TWELVE_LABS_API_KEY"), "{code}");
                assert!(!code.contains("$HOME") && !code.contains('`') && !code.contains("tlk_"), "{code}");
                assert!(code.is_ascii() && !code.contains("!!"), "{code}");
                assert!(
                    code.ends_with('\n') && !code.contains("//indexes") && !code.contains("3//"),
                    "{code}"
                );
            }
        }
    }

    #[test]
    fn a_shell_reads_the_body_as_one_word() {
        let code = index_code(SampleLanguage::Curl, "https://h/v1.3", &"a1".into(), &"i1".into());
        assert!(code.contains(r#"--json '{"asset_id": "a1"}'"#), "{code}");
        assert!(code.contains("\"https://h/v1.3/indexes/i1/indexed-assets\""), "{code}");
    }
}
