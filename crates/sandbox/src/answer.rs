//! What all answers share: refusals in the platform's shape, query strings, pages.

use axum::Json;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde_json::{Map, Value, json};

pub(super) type ApiResult = Result<Response, ApiError>;

/// Query parameters in order; a key may be repeated.
pub(super) type QueryParams = Query<Vec<(String, String)>>;

/// Something the platform will not do.
#[derive(Debug)]
pub(super) struct ApiError {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl ApiError {
    pub(super) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    pub(super) fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "parameter_invalid", message)
    }

    pub(super) fn unprocessable(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "parameter_invalid", message)
    }

    pub(super) fn lacking(name: &str) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "parameter_not_provided",
            format!("The parameter {name} is required."),
        )
    }

    pub(super) fn unknown(name: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "parameter_unknown", format!("The parameter {name} is unknown."))
    }

    pub(super) fn too_large(limit: u64) -> Self {
        let message = format!("The file is larger than the {limit} bytes allowed here.");
        Self::new(StatusCode::BAD_REQUEST, "video_filesize_too_large", message)
    }

    pub(super) fn absent(kind: &str, id: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "resource_not_exist",
            format!("There is no {kind} with the id {id}."),
        )
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = json!({
            "code": self.code,
            "message": self.message,
            "docs_url": "https://docs.twelvelabs.io/reference/error-codes",
        });
        (self.status, Json(body)).into_response()
    }
}

pub(super) async fn no_such_route() -> ApiError {
    ApiError::new(StatusCode::NOT_FOUND, "not_found", "There is no such endpoint.")
}

/// The members of a JSON body, of which `known` are allowed; null counts as left out.
pub(super) fn members(body: &Bytes, known: &[&str]) -> Result<Map<String, Value>, ApiError> {
    let mut members: Map<String, Value> = serde_json::from_slice(body)
        .map_err(|error| ApiError::invalid(format!("The body is not a JSON object: {error}.")))?;
    if let Some(name) = members.keys().find(|name| !known.contains(&name.as_str())) {
        return Err(ApiError::unknown(name));
    }
    members.retain(|_, value| !value.is_null());
    Ok(members)
}

pub(super) fn text(members: &Map<String, Value>, name: &str) -> Result<String, ApiError> {
    match members.get(name) {
        None => Err(ApiError::lacking(name)),
        Some(Value::String(text)) if !text.is_empty() => Ok(text.clone()),
        Some(_) => Err(ApiError::invalid(format!("The parameter {name} must be a text that is not empty."))),
    }
}

pub(super) fn number(members: &Map<String, Value>, name: &str) -> Result<u64, ApiError> {
    let value = members.get(name).ok_or_else(|| ApiError::lacking(name))?;
    value.as_u64().ok_or_else(|| ApiError::invalid(format!("The parameter {name} must be a whole number.")))
}

pub(super) fn flag(members: &Map<String, Value>, name: &str) -> Result<bool, ApiError> {
    let value = members.get(name).unwrap_or(&Value::Bool(false));
    value.as_bool().ok_or_else(|| ApiError::invalid(format!("The parameter {name} must be true or false.")))
}

pub(super) fn one<'a>(asked: &'a QueryParams, name: &str) -> Option<&'a str> {
    asked.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

pub(super) fn all<'a>(asked: &'a QueryParams, name: &str) -> Vec<&'a str> {
    asked.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
}

/// Does `value` pass the filter `name`? A filter that is not given lets everything pass.
pub(super) fn among(asked: &QueryParams, name: &str, value: &str) -> bool {
    let wanted = all(asked, name);
    wanted.is_empty() || wanted.contains(&value)
}

/// Does `value` contain the text asked for, whatever the case?
pub(super) fn contains(asked: &QueryParams, name: &str, value: &str) -> bool {
    one(asked, name).is_none_or(|part| value.to_lowercase().contains(&part.to_lowercase()))
}

/// One page of `rows` and the member that describes it.
pub(super) fn page<T>(
    asked: &QueryParams,
    rows: impl IntoIterator<Item = T>,
) -> Result<(Vec<T>, Value), ApiError> {
    let page = count(asked, "page", 1, u64::MAX)?;
    let limit = count(asked, "page_limit", 10, 50)?;
    let mut rows: Vec<T> = rows.into_iter().collect();
    let total = rows.len();
    let skip = usize::try_from((page - 1).saturating_mul(limit)).unwrap_or(usize::MAX);
    rows.drain(..skip.min(total));
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let info = json!({
        "limit_per_page": limit,
        "page": page,
        "total_page": (total as u64).div_ceil(limit),
        "total_results": total,
    });
    Ok((rows, info))
}

/// The usual list: newest first unless `sort_option` says otherwise. `rows` come oldest first.
pub(super) fn list(asked: &QueryParams, rows: Vec<Value>) -> ApiResult {
    sorted(asked, "desc", rows, |row| row)
}

/// A list that knows no other order than newest first. The things come oldest first, and become rows only on the page
/// that is asked for.
pub(super) fn newest_first<T>(
    asked: &QueryParams,
    mut things: Vec<T>,
    row: impl Fn(T) -> Value,
) -> ApiResult {
    things.reverse();
    let (things, page_info) = page(asked, things)?;
    let data: Vec<Value> = things.into_iter().map(row).collect();
    Ok(Json(json!({ "data": data, "page_info": page_info })).into_response())
}

/// A list in the order that is asked for; `usual` is its `sort_option` if none is.
pub(super) fn sorted<T>(
    asked: &QueryParams,
    usual: &str,
    mut things: Vec<T>,
    row: impl Fn(T) -> Value,
) -> ApiResult {
    let ascending = match one(asked, "sort_option").unwrap_or(usual) {
        "asc" => true,
        "desc" => false,
        _ => return Err(ApiError::invalid("The parameter sort_option must be asc or desc.")),
    };
    let Some(member) = one(asked, "sort_by") else {
        if ascending {
            things.reverse();
        }
        return newest_first(asked, things, row);
    };
    if !["created_at", "updated_at", "name"].contains(&member) {
        return Err(ApiError::invalid(format!("There is no order by {member}.")));
    }
    let mut rows: Vec<Value> = things.into_iter().map(row).collect();
    rows.sort_by(|a, b| {
        let order = a[member].as_str().cmp(&b[member].as_str());
        if ascending { order } else { order.reverse() }
    });
    let (data, page_info) = page(asked, rows)?;
    Ok(Json(json!({ "data": data, "page_info": page_info })).into_response())
}

fn count(asked: &QueryParams, name: &str, default: u64, most: u64) -> Result<u64, ApiError> {
    let Some(text) = one(asked, name) else { return Ok(default) };
    let number = text.parse().ok().filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| {
        ApiError::invalid(format!("The parameter {name} must be a whole number from 1 to {most}."))
    })
}

pub(super) fn without_null(mut metadata: Map<String, Value>) -> Map<String, Value> {
    metadata.retain(|_, value| !value.is_null());
    metadata
}

/// Sets what `change` names and removes what it sets to null.
pub(super) fn merge(metadata: &mut Map<String, Value>, change: Map<String, Value>) {
    metadata.extend(change);
    metadata.retain(|_, value| !value.is_null());
}
