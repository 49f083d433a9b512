# make demo   the main job, end to end, on the built-in practice platform: no account needed
# make test   every test
# make soak   the long runs, with their figures: a hundred thousand random histories, thousands of uploads, crashes
#             and damaged journals, ten minutes of mutated media files and of fuzzing each property, ten thousand
#             files, two hundred kills, and twenty of the window
# make bench  what the core costs at ten thousand uploads, and whole uploads beside the official SDKs
# make package  the packages of this system, in target/dist; make prove installs and uses them in clean ones
# make ci     everything that must hold before a change goes in
#
# demo, test and bench install what they need beside Rust, a C compiler and make; see tests/setup.sh.

.PHONY: demo test soak bench package prove ci lint format clippy deny
.NOTPARALLEL:

DISPLAYED = [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]

# The window where there is a display, the same upload in the terminal where there is none.
demo:
	@if $(DISPLAYED); then tests/setup.sh window; fi
	@echo 'Building. The first time, this takes some minutes.'
	@rm -rf target/demo
	@if $(DISPLAYED); then \
		cargo build --locked && \
		cargo run --locked --quiet -- --sandbox --data-dir target/demo --offer assets/sample.mp4; \
	else \
		cargo build --locked -p takeup-cli && \
		cargo run --locked --quiet -p takeup-cli -- upload --sandbox --data-dir target/demo assets/sample.mp4; \
	fi

# The benches are left out, so that the tests find what the program built.
TESTED = --workspace --exclude takeup-benches

# Most tests wait most of the time: for a program, a display, or a practice platform that answers late.
THREADS = $$((2 * $$(getconf _NPROCESSORS_ONLN 2>/dev/null || nproc)))

# The software renderer complains where there is no run-time folder, as on a server.
test:
	tests/setup.sh test
	XDG_RUNTIME_DIR="$${XDG_RUNTIME_DIR:-$(CURDIR)/target}" RUST_TEST_THREADS="$${RUST_TEST_THREADS:-$(THREADS)}" \
		cargo test --locked $(TESTED) --no-fail-fast

# Each long run has the process to itself, so that its memory can be told.
LONG = cargo test --locked -p takeup-engine --test engine -- --nocapture

soak: export CARGO_PROFILE_DEV_OPT_LEVEL = 2
soak: export XDG_RUNTIME_DIR ?= $(CURDIR)/target
soak:
	tests/setup.sh test
	TAKEUP_HISTORIES=100000 cargo test --locked -p takeup-engine --lib histories
	TAKEUP_CUTS=5000 cargo test --locked -p takeup-engine --lib journal
	TAKEUP_FUZZ=600 $(LONG) media::changed_bytes
	fuzz/run.sh 600
	TAKEUP_SOAK=2000 $(LONG) soak::
	TAKEUP_FILES=10000 $(LONG) sources::a_folder_of_thousands
	TAKEUP_CRASHES=1000 $(LONG) crashes::
	TAKEUP_WINDOW_KILLS=20 cargo test --locked $(TESTED) --test system -- --nocapture window_kills::
	for kill in $$(seq 20); do TAKEUP_KILLS=10 cargo test --locked -p takeup-cli --test console a_killed_program || exit 1; done
	TAKEUP_KILLS=50 cargo test --locked -p takeup-cli --test console a_program_that_is_killed_while_a_copy_is_made
	TAKEUP_KILLS=50 cargo test --locked -p takeup-cli --test console a_killed_watcher

# The slow lines need root and a program that makes them, and are left out elsewhere; see docs/performance.md.
bench:
	tests/setup.sh test
	cargo build --locked --release -p takeup-cli
	cargo build --locked --release -p takeup-benches --bin ceiling
	cargo bench --locked -p takeup-benches --bench core
	cargo bench --locked -p takeup-benches --bench lists
	tests/media/samples.sh target/media
	cargo bench --locked -p takeup-benches --bench headers
	benches/peers.py

package:
	tests/setup.sh package
	packaging/package.sh tools
	packaging/package.sh all

prove:
	tests/setup.sh package
	packaging/prove.sh

ci: lint deny test

lint: format clippy

format:
	cargo fmt --check

# The second time without what can be left out, the check for updates. The benches would bring it back.
clippy:
	cargo clippy --locked --workspace --all-targets -- -D warnings
	cargo clippy --locked $(TESTED) --all-targets --no-default-features -- -D warnings

# The advisories come from the net. Where they must be checked, as before a release, ADVISORIES=required makes it an error
# that they cannot be reached. Elsewhere the rest is checked, and this is said.
deny:
	@command -v cargo-deny >/dev/null || cargo install --locked --version 0.20.2 cargo-deny
	@if cargo deny fetch db; then \
		cargo deny check; \
	elif [ "$$ADVISORIES" = required ]; then \
		echo 'The list of advisories cannot be reached.'; exit 1; \
	else \
		cargo deny check bans licenses sources && \
		echo 'The list of advisories cannot be reached from here: advisories were NOT checked.'; \
	fi
