#![no_main]

#[path = "../properties.rs"]
#[expect(dead_code, reason = "each target is about one property")]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::presigned_url(bytes));
