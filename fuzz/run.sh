#!/usr/bin/env bash
# Fuzzes each property of properties.rs with libFuzzer, beginning with the inputs in corpus.
#
#   fuzz/run.sh [SECONDS [TARGET…]]    so long each; ten minutes and all of them if nothing is said
#
# An input that breaks a property is named and stays in target/fuzz/artifacts. Put it into the corpus once it is fixed.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! cargo +nightly --version >/dev/null 2>&1 || ! command -v cargo-fuzz >/dev/null; then
    echo 'The properties are NOT fuzzed: this takes nightly Rust and cargo-fuzz. Their kept inputs are part of make test.'
    exit 0
fi
seconds=${1:-600}
shift $(($# > 0))
[ $# -gt 0 ] || set -- api_answer error_body journal_row media_header metadata_table presigned_url settings \
    shell_word url_field
export CARGO_TARGET_DIR=$PWD/target/fuzz
# Nothing here is unsafe, so the sanitizer would only cost speed.
cargo +nightly fuzz build --sanitizer none
for target; do
    mkdir -p "target/fuzz/corpus/$target" "target/fuzz/artifacts/$target"
    cargo +nightly fuzz run --sanitizer none "$target" "target/fuzz/corpus/$target" "fuzz/corpus/$target" -- \
        -max_total_time="$seconds" -max_len=65536 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="target/fuzz/artifacts/$target/"
done
