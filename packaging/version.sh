#!/usr/bin/env bash
# The version of Takeup, which only [workspace.package] of Cargo.toml holds.
#
#   packaging/version.sh             prints it
#   packaging/version.sh check TAG   whether everything is ready for this tag: v0.1.0 needs the version 0.1.0, its line
#                                    in CHANGELOG.md with the date, the same release in the metainfo, and the files that
#                                    later versions are tested with
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(sed -n '/^\[workspace.package\]/,/^$/s/^version = "\(.*\)"$/\1/p' Cargo.toml)

case "${1:-}" in
'') echo "$version" ;;
check)
    wrong() { echo "$1" >&2; exit 1; }
    [ "$2" = "v$version" ] || wrong "The tag is $2, and Cargo.toml has $version."
    date=$(sed -n "s/^## ${version//./\\.} (\([0-9-]*\))$/\1/p" CHANGELOG.md)
    [ -n "$date" ] || wrong "CHANGELOG.md has no line '## $version (YEAR-MONTH-DAY)'."
    [ "$(grep -m1 '^## ' CHANGELOG.md)" = "## $version ($date)" ] || wrong "CHANGELOG.md has something newer than $version."
    grep -q "^$version " crates/engine/fixtures/versions ||
        wrong "crates/engine/fixtures/versions does not say what journal and settings of $version look like."
    grep -q "<release version=\"$version\" date=\"$date\"" packaging/linux/io.takeup.Takeup.metainfo.xml ||
        wrong "The metainfo has no release $version of $date."
    echo "$version of $date"
    ;;
*) echo 'usage: packaging/version.sh [check TAG]' >&2; exit 2 ;;
esac
