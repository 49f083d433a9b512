//! What a version does with what it does not know in the settings file, as a newer version has written it: it stays.

use toml::{Table, Value};

/// The file as it is to be written. `old` is the file as it is, `read` what this version understands of it, and `new`
/// what it writes. What it did not change stays as it is in the file, and so does what it does not understand.
pub(super) fn merged(old: &Table, read: &Table, new: Table) -> Table {
    let gone = |(key, _): &(&String, &Value)| new.contains_key(*key) || read.contains_key(*key);
    let unknown: Table =
        old.iter().filter(|entry| !gone(entry)).map(|(key, value)| (key.clone(), value.clone())).collect();
    let said = new.into_iter().map(|(key, value)| {
        let value = value_of(old.get(&key), read.get(&key), value);
        (key, value)
    });
    said.chain(unknown).collect()
}

fn value_of(old: Option<&Value>, read: Option<&Value>, new: Value) -> Value {
    match (old, read, new) {
        (Some(old), Some(read), new) if *read == new => old.clone(),
        (Some(Value::Table(old)), read, Value::Table(new)) => {
            Value::Table(merged(old, read.and_then(Value::as_table).unwrap_or(&Table::new()), new))
        }
        (Some(Value::Array(old)), read, Value::Array(new)) => {
            Value::Array(list(old, read.and_then(Value::as_array).map_or(&[], Vec::as_slice), new))
        }
        (_, _, new) => new,
    }
}

/// Accounts and watched folders are what they are by their names; other lists are one value.
fn list(old: &[Value], read: &[Value], new: Vec<Value>) -> Vec<Value> {
    let of = |all: &[Value], name: &str| all.iter().find(|one| name_of(one) == Some(name)).cloned();
    let known = |one: &Value| {
        let name = name_of(one);
        name.is_some() && read.iter().chain(&new).any(|other| name_of(other) == name)
    };
    let unknown: Vec<Value> = old.iter().filter(|one| one.is_table() && !known(one)).cloned().collect();
    let said = new.into_iter().map(|value| match name_of(&value).map(str::to_owned) {
        Some(name) => value_of(of(old, &name).as_ref(), of(read, &name).as_ref(), value),
        None => value,
    });
    said.chain(unknown).collect()
}

fn name_of(value: &Value) -> Option<&str> {
    value.get("id").or_else(|| value.get("folder"))?.as_str().filter(|name| !name.is_empty())
}
