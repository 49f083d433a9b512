//! Reads the two forms of the API, `POST /assets` and `POST /tasks`, whose file may have any size.

use std::collections::BTreeMap;

use axum::extract::Multipart;
use axum::extract::multipart::Field;
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::Options;
use super::answer::ApiError;
use super::body::{Arrived, BodyIntake};
use super::state::Metadata;

/// The members that the platform sets itself.
const RESERVED: [&str; 8] =
    ["duration", "filename", "fps", "height", "model_names", "size", "video_title", "width"];

pub(super) struct MultipartForm {
    texts: BTreeMap<String, String>,
    pub(super) file: Option<FormFile>,
}

pub(super) struct FormFile {
    pub(super) name: Option<String>,
    pub(super) arrived: Arrived,
}

impl MultipartForm {
    /// Reads the whole form; `file` is the name of its file part, `known` are its texts.
    pub(super) async fn read(
        mut parts: Multipart,
        file: &str,
        known: &[&str],
        options: &Options,
    ) -> Result<Self, ApiError> {
        let mut form = Self { texts: BTreeMap::new(), file: None };
        let mut refusal = None;
        while let Some(part) = parts.next_field().await.map_err(|error| broken(&error))? {
            let name = part.name().unwrap_or_default().to_owned();
            if name == file {
                form.file = Some(receive(part, options).await?);
                continue;
            }
            // UTF-8, as the platform wants it. `text()` would know every encoding, for half a megabyte of tables.
            let text = part.bytes().await.map_err(|error| broken(&error))?;
            let text = String::from_utf8_lossy(&text).into_owned();
            // The rest is read before refusing, so that the peer gets to read the answer.
            if !known.contains(&name.as_str()) {
                refusal = refusal.or_else(|| Some(ApiError::unknown(&name)));
            }
            form.texts.insert(name, text);
        }
        refusal.map_or(Ok(form), Err)
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str).filter(|text| !text.is_empty())
    }

    pub(super) fn required(&self, name: &str) -> Result<&str, ApiError> {
        self.text(name).ok_or_else(|| ApiError::lacking(name))
    }

    pub(super) fn flag(&self, name: &str, default: bool) -> Result<bool, ApiError> {
        match self.text(name) {
            None => Ok(default),
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            Some(_) => Err(ApiError::invalid(format!("The parameter {name} must be true or false."))),
        }
    }

    /// In a form the metadata is a JSON text.
    pub(super) fn metadata(&self) -> Result<Metadata, ApiError> {
        let Some(text) = self.text("user_metadata") else { return Ok(Metadata::new()) };
        let value = serde_json::from_str(text).map_err(|error| {
            ApiError::invalid(format!("The parameter user_metadata is not JSON: {error}."))
        })?;
        user_metadata(value)
    }
}

async fn receive(mut part: Field<'_>, options: &Options) -> Result<FormFile, ApiError> {
    let name = part.file_name().map(str::to_owned);
    let mut intake = BodyIntake::hashing(options.keep_bytes, options.md5);
    while let Some(piece) = part.chunk().await.map_err(|error| broken(&error))? {
        intake.take(piece).await.map_err(|error| failed(&error))?;
    }
    Ok(FormFile { name, arrived: intake.finish().await.map_err(|error| failed(&error))? })
}

/// Checks metadata of assets, tasks and indexed assets.
pub(super) fn user_metadata(value: Value) -> Result<Metadata, ApiError> {
    let Value::Object(members) = value else {
        return Err(ApiError::invalid("The parameter user_metadata must be an object."));
    };
    for (name, value) in &members {
        if RESERVED.contains(&name.as_str()) {
            return Err(ApiError::invalid(format!("The member {name} of user_metadata is reserved.")));
        }
        let allowed = match value {
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
            Value::Array(values) => values.iter().all(Value::is_string),
            Value::Object(_) => false,
        };
        if !allowed {
            return Err(ApiError::invalid(format!(
                "The member {name} of user_metadata has no allowed type."
            )));
        }
    }
    Ok(members)
}

/// Members that say nothing are dropped.
pub(super) fn without_empty(mut metadata: Metadata) -> Metadata {
    metadata.retain(|_, value| !value.is_null() && *value != json!("") && *value != json!([]));
    metadata
}

pub(super) fn failed(error: &std::io::Error) -> ApiError {
    ApiError::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "generic_error",
        format!("The body could not be kept: {error}."),
    )
}

fn broken(error: &axum::extract::multipart::MultipartError) -> ApiError {
    ApiError::invalid(format!("The form cannot be read: {error}."))
}
