#!/usr/bin/env python3
"""Measures Takeup beside its peers on the sandbox: the least client there can be, the two official SDKs, and curl.

    benches/peers.py                                  every case, three rounds
    benches/peers.py --case loopback --client takeup --client ceiling-8 --rounds 1
    benches/peers.py --list

It runs on Linux, with release builds of takeup-cli and of `ceiling`, and the SDKs as tests/setup.sh
installs them; what is missing is left out, and this is said. docs/performance.md tells what the columns mean.
"""

import argparse
import atexit
import contextlib
import ctypes
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "target"
RELEASE = TARGET / "release"
MIB, GIB = 1 << 20, 1 << 30
KEY = "tlk_benchmark00000000000000"
LONGEST = 600


@dataclass
class Case:
    """What is sent, over which line, by whom, and what is asked of Takeup."""

    about: str
    clients: tuple
    size: int = GIB
    count: int = 1
    line: tuple = ()  # Mbit/s, round trip in ms, loss
    md5: bool = False  # whether ETags are MD5s
    bare: bool = False  # the ceiling makes no checksums, whatever ETags are
    tls: bool = False
    checks: bool = True  # whether Takeup makes checksums, as it does by default
    targets: dict = field(default_factory=dict)

    @property
    def total(self):
        return self.size * self.count


SDKS = ("python", "node")
COST = {"rss MiB": 48, "disk MB": 1}
CASES = {
    "loopback": Case(
        "1 GiB, no line, no checksums", ("takeup", "ceiling-1", "ceiling-4", "ceiling-8", "curl", *SDKS),
        checks=False, targets={"CPU s/GiB": 0.7, **COST}),
    "loopback-md5": Case(
        "1 GiB, no line, MD5 on both sides", ("takeup", "ceiling-4", "ceiling-8", "curl", *SDKS), md5=True,
        targets={"× ceiling": 1.7, "× Python": 0.5, **COST}),
    "cpu-md5": Case(
        "1 GiB, no line, ETags are MD5s, the ceiling makes none", ("takeup", "ceiling-8"), md5=True, bare=True,
        targets={"CPU × ceiling": 3.1, **COST}),
    "cpu-other": Case(
        "1 GiB, no line, ETags are something else", ("takeup", "ceiling-8"), bare=True,
        targets={"CPU × ceiling": 1.7, **COST}),
    "loopback-tls": Case(
        "1 GiB, no line, TLS, no checksums", ("takeup", "ceiling-4", "ceiling-8", "curl", *SDKS), checks=False, tls=True,
        targets={"CPU s/GiB": 0.9, **COST}),
    "loopback-tls-md5": Case(
        "1 GiB, no line, TLS, MD5 on both sides", ("takeup", "ceiling-8"), tls=True, md5=True,
        targets={"CPU s/GiB": 3.0, **COST}),
    "loopback-small": Case(
        "200 files of 2 MB, no line", ("takeup", "ceiling-1", "ceiling-8", "curl", *SDKS),
        size=2_000_000, count=200, targets={"× ceiling": 1.1, **COST}),
    "memory-10m": Case("10 MiB, no line", ("takeup", "ceiling-8"), size=10 * MIB, targets=COST),
    "memory-4g": Case("4 GiB, no line", ("takeup", "ceiling-8"), size=4 * GIB, targets=COST),
    "1g-50ms": Case(
        "1 GiB, 1 Gbit/s, 50 ms", ("takeup", "ceiling-4", "ceiling-8", "ceiling-16", "curl", *SDKS),
        line=(1000, 50, 0), targets={"× ceiling": 1.08, "× Python": 0.4, "first s": 0.25, **COST}),
    "1g-50ms-tls": Case(
        "1 GiB, 1 Gbit/s, 50 ms, TLS", ("takeup", "ceiling-8"), line=(1000, 50, 0), tls=True,
        targets={"× ceiling": 1.08, "first s": 0.35, **COST}),
    "1g-100ms": Case(
        "1 GiB, 1 Gbit/s, 100 ms", ("takeup", "ceiling-4", "ceiling-8", "ceiling-16", "curl", *SDKS),
        line=(1000, 100, 0), targets={"× ceiling": 1.08, "× Python": 0.3, "first s": 0.4, **COST}),
    "1g-50ms-loss": Case(
        "1 GiB, 1 Gbit/s, 50 ms, 0.03 % loss", ("takeup", "ceiling-8", "ceiling-16", "ceiling-64"),
        line=(1000, 50, 0.0003), targets={"× ceiling": 1.3, "rss MiB": 64, "disk MB": 1}),
    "100m-50ms": Case(
        "256 MiB, 100 Mbit/s, 50 ms", ("takeup", "ceiling-4", "ceiling-8", "curl", *SDKS), size=256 * MIB,
        line=(100, 50, 0), targets={"% line": 93, "first s": 0.25, **COST}),
    "small-50ms": Case(
        "200 files of 2 MB, 1 Gbit/s, 50 ms", ("takeup", "ceiling-8", "ceiling-16", "curl", "python"),
        size=2_000_000, count=200, line=(1000, 50, 0), targets={"× ceiling": 1.1, **COST}),
}

# Of these, more is better.
AT_LEAST = {"% line"}
COLUMNS = ("wall s", "× ceiling", "× Python", "% line", "CPU s/GiB", "CPU × ceiling", "rss MiB", "disk MB", "connections", "at once",
           "first s", "server CPU s")


class Missing(Exception):
    """Something is not to be had here."""


def dies_with_us():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def start(command, **options):
    options = {"preexec_fn": dies_with_us, **options}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **options)


@contextlib.contextmanager
def line(case):
    """Gives the words that put a command on the client's side, and on the server's side, of the line."""
    if not case.line:
        yield [], [], "127.0.0.1"
        return
    # It has to clean up, and does so when its standard input ends, however we end.
    script = start([ROOT / "benches/line.sh", *map(str, case.line)], stdin=subprocess.PIPE, preexec_fn=None)
    try:
        words = script.stdout.readline().split()
        if words[:1] != ["ready"]:
            raise Missing("a slow line needs root, ip netns, and netem or WANLINK; see benches/line.sh")
        client, server = (["nsenter", f"--net=/run/netns/{name}"] for name in words[1:])
        yield client, server, "127.99.0.2"
    finally:
        script.stdin.close()
        script.wait(10)


def make_identity(folder, certificate, key, address):
    """Makes the certificate of the sandbox, which the clients are told to trust."""
    config = folder / "certificate.conf"
    config.write_text(
        "[req]\ndistinguished_name = name\nx509_extensions = server\nprompt = no\n[name]\nCN = localhost\n"
        f"[server]\nsubjectAltName = DNS:localhost, IP:{address}\nbasicConstraints = CA:FALSE\n")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-config", config, "-keyout", key, "-out", certificate], check=True, capture_output=True)


@contextlib.contextmanager
def sandbox(case, client, inside, address, folder):
    """Gives what a client has to know, and at the end the ledger and the CPU time of the server."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    if case.tls:
        make_identity(folder, certificate, key, address)
    command = [*inside, RELEASE / "takeup-cli", "sandbox", "--listen", f"{address}:0", "--key", KEY,
               "--discard", "--quick", "--ledger"]
    command += [] if case.md5 else ["--no-md5"]
    command += ["--tls-cert", certificate, "--tls-key", key] if case.tls else []
    command += ["--chunk-size", str(case.size)] if client == "curl" else []
    server = start(command)
    seen = {}
    try:
        url = server.stdout.readline().split()[1]
        server.stdout.readline()
        trust = {"SSL_CERT_FILE": certificate, "NODE_EXTRA_CA_CERTS": certificate} if case.tls else {}
        yield {"TWELVELABS_BASE_URL": url, "TWELVE_LABS_API_KEY": KEY, **trust}, seen
        server.send_signal(signal.SIGTERM)
        seen.update(json.loads(server.stdout.readline()))
        usage = os.wait4(server.pid, 0)[2]
        seen["cpu"] = usage.ru_utime + usage.ru_stime
        server.returncode = 0
    finally:
        if server.returncode is None:
            server.kill()
            server.wait()


CURL_PART = """
answer=$(curl -sS --fail -H "x-api-key: $TWELVE_LABS_API_KEY" -H 'content-type: application/json' \
    -d "{\\"filename\\":\\"a.mp4\\",\\"type\\":\\"video\\",\\"total_size\\":$2}" \
    "$TWELVELABS_BASE_URL/assets/multipart-uploads")
url=$(printf %s "$answer" | sed 's/.*"url":"\\([^"]*\\)".*/\\1/')
exec curl -sS --fail -H 'Expect:' -H 'content-type: application/octet-stream' -T "$1" "$url"
"""


def command(client, case, files, folder):
    """The command line of a client."""
    name, _, number = client.partition("-")
    if name == "takeup":
        return [RELEASE / "takeup-cli", "upload", "--json", "--no-wait", "--data-dir", folder / "data",
                "--size-limit", "20GB", *([] if case.checks else ["--no-checks"]), *(["--parts", number] if number else []), *files]
    if name == "ceiling":
        words = [RELEASE / "ceiling", "--connections", number]
        return words + (case.md5 and not case.bare) * ["--md5"] + (case.count > 1) * ["--direct"] + files
    way = "direct" if case.count > 1 else "multipart"
    if client == "python":
        return [TARGET / "sdk-py/bin/python", ROOT / "benches/peer.py", way, *files]
    if client == "node":
        return [shutil.which("node") or "node", ROOT / "benches/peer.mjs", way, *files]
    if way == "multipart":
        return ["sh", "-c", CURL_PART, "sh", files[0], str(case.size)]
    return ["sh", "-c", 'exec curl -sS --fail -Z --parallel-max 8 "$@"', "sh", *curl_forms(files)]


def curl_forms(files):
    words = []
    for file in files:
        words += ["--next"] * bool(words)
        words += ["-H", f"x-api-key: {KEY}", "-F", "method=direct", "-F", f"file=@{file}",
                  os.environ["CURL_URL"], "-o", "/dev/null"]
    return words


def needed(client):
    """What must be there for a client."""
    return {"takeup": RELEASE / "takeup-cli", "python": TARGET / "sdk-py/bin/python",
            "node": TARGET / "sdk-node/node_modules", "curl": shutil.which("curl") or "curl",
            "ceiling": RELEASE / "ceiling"}[client.partition("-")[0]]


class Watch:
    """Looks at a running client: what it says and when, its memory, and the files it makes."""

    def __init__(self, process, folder):
        self.begin = time.perf_counter()
        self.process, self.folder = process, folder
        self.first = None
        self.peak = self.extra = 0
        self.threads = [threading.Thread(target=work, daemon=True) for work in (self.listen, self.look)]
        for thread in self.threads:
            thread.start()

    def listen(self):
        for said in self.process.stdout:
            now = time.perf_counter()
            if '"event":"begin"' in said:
                self.begin = now
            elif '"event":"progress"' in said and self.first is None:
                self.first = now - self.begin

    def look(self):
        while self.process.returncode is None:
            with contextlib.suppress(OSError):
                status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
                high = [row.split()[1] for row in status.splitlines() if row.startswith("VmHWM")]
                self.peak = max([self.peak, *(int(size) * 1024 for size in high)])
            self.extra = max(self.extra, size_of(self.folder))
            # Some are over in a blink; what goes on for long is looked at in passing.
            young = time.perf_counter() - self.begin < 0.5
            time.sleep(0.005 if young else 0.05)

    def end(self):
        self.process.returncode = 0
        for thread in self.threads:
            thread.join(5)


def size_of(folder):
    size = 0
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            size += size_of(entry.path) if entry.is_dir() else entry.stat().st_size
    return size


def measure(client, case, source, sides):
    """Runs a client once, against a sandbox of its own and with an empty folder of its own."""
    outside, inside, address = sides
    with tempfile.TemporaryDirectory(dir=source) as folder:
        folder = pathlib.Path(folder)
        # The SDKs make their files beside the source, or in the system's folder for such.
        files = [folder / f"{number:03}.mp4" for number in range(case.count)]
        for file in files:
            os.link(source / "source", file)
        with sandbox(case, client, inside, address, source) as (known, seen):
            environment = {"PATH": os.environ["PATH"], "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8",
                           "NODE_MODULES": TARGET / "sdk-node/node_modules", **known}
            os.environ["CURL_URL"] = f"{known['TWELVELABS_BASE_URL']}/assets"
            errors = open(folder / "errors", "w+")
            process = start([*outside, *command(client, case, files, folder)], env=environment, stderr=errors)
            watch = Watch(process, folder)
            alarm = threading.Timer(LONGEST, process.kill)
            alarm.daemon = True
            alarm.start()
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - watch.begin
            alarm.cancel()
            watch.end()
            errors.seek(0)
            said = errors.read()[-500:]
        # Here curl sends bytes and reports nothing, so that no asset comes of them.
        arrived = seen["bytes_put" if client == "curl" and case.count == 1 else "bytes_of_assets"]
        if status or arrived != case.total or seen["violations"]:
            raise Missing(f"{client} failed: status {status}, {arrived} of {case.total} bytes, "
                          f"violations {seen['violations']}; {said}")
        direct = case.count > 1
        return {
            "wall s": wall,
            "CPU s/GiB": (usage.ru_utime + usage.ru_stime) * GIB / case.total,
            "rss MiB": watch.peak / MIB,
            "disk MB": (watch.extra - case.total) / 1e6,
            "connections": seen["api_connections" if direct else "storage_connections"],
            "at once": None if direct else seen["most_puts_at_once"],
            "first s": watch.first,
            "server CPU s": seen["cpu"],
            "requests": seen["requests"],
        }


def make_source(folder, size):
    """Bytes that look like a film at their beginning, and like nothing after it."""
    with open(folder / "source", "wb") as file:
        file.write(b"\0\0\0\x18ftypmp42")
        while left := size - file.tell():
            file.write(os.urandom(min(left, MIB)))
    # A film that is being sent was not written this second; one that was is looked at twice.
    old = time.time() - 3600
    os.utime(folder / "source", (old, old))


def place(size):
    """A folder in memory where there is room, so that the disk is not measured."""
    memory = pathlib.Path("/dev/shm")
    # The SDKs copy what they send.
    if memory.is_dir() and shutil.disk_usage(memory).free > 3 * size + GIB:
        return memory
    return pathlib.Path(tempfile.gettempdir())


def run(name, case, clients, rounds):
    runs = {client: [] for client in clients}
    with tempfile.TemporaryDirectory(dir=place(case.total), prefix="takeup-bench-") as folder, line(case) as sides:
        source = pathlib.Path(folder)
        make_source(source, case.size)
        for number in range(rounds):
            for client in clients:
                try:
                    measured = measure(client, case, source, sides)
                    runs[client].append(measured)
                    tell(f"{name}, round {number + 1}: {client} {measured['wall s']:.2f} s")
                except Missing as why:
                    tell(f"{name}, round {number + 1}: {why}")
    return {client: measured for client, measured in runs.items() if measured}


def medians(case, runs):
    """One row for each client."""
    rows = {}
    for client, measured in runs.items():
        rows[client] = {key: middle([one[key] for one in measured]) for key in COLUMNS if key in measured[0]}
    ceilings = [row["wall s"] for client, row in rows.items() if client.startswith("ceiling")]
    cost = [row["CPU s/GiB"] for client, row in rows.items() if client.startswith("ceiling")]
    for row in rows.values():
        row["CPU × ceiling"] = row["CPU s/GiB"] / min(cost) if cost else None
        row["× ceiling"] = row["wall s"] / min(ceilings) if ceilings else None
        row["× Python"] = row["wall s"] / rows["python"]["wall s"] if "python" in rows else None
        if case.line:
            row["% line"] = 100 * case.total * 8 / (case.line[0] * 1e6 * 1448 / 1500) / row["wall s"]
    return rows


def middle(values):
    values = [value for value in values if value is not None]
    return statistics.median(values) if values else None


def table(case, rows, runs):
    columns = [column for column in COLUMNS if any(row.get(column) is not None for row in rows.values())]
    yield f"| {case.about} | n | " + " | ".join(columns) + " |"
    yield "|---|--:|" + "--:|" * len(columns)
    for client, row in rows.items():
        cells = [shown(column, row.get(column)) for column in columns]
        yield f"| {client} | {len(runs[client])} | " + " | ".join(cells) + " |"


def shown(column, value):
    if value is None:
        return ""
    return f"{value:.0f}" if column in ("connections", "at once", "% line", "rss MiB") else f"{value:.2f}"


def verdicts(case, row):
    for column, wanted in case.targets.items():
        value = row.get(column)
        if value is not None:
            good = value >= wanted if column in AT_LEAST else value <= wanted
            sign = "≥" if column in AT_LEAST else "≤"
            yield f"takeup: {column} {shown(column, value)}, asked {sign} {wanted}{'' if good else ': MISSED'}"


def summary():
    """Takeup's row of every case that was measured."""
    columns = COLUMNS[:-1]
    yield "| takeup | n | " + " | ".join(columns) + " | best ceiling | its CPU s/GiB |"
    yield "|---|--:|" + "--:|" * (len(columns) + 2)
    for name, case in CASES.items():
        with contextlib.suppress(OSError, KeyError, ValueError):
            result = json.loads((TARGET / f"bench/{name}.json").read_text())
            rows = result["medians"]
            ceiling = min((row["wall s"], name) for name, row in rows.items() if name.startswith("ceiling"))[1]
            cells = [shown(column, rows["takeup"].get(column)) for column in columns]
            cells += [ceiling.removeprefix("ceiling-"), shown("CPU s/GiB", rows[ceiling]["CPU s/GiB"])]
            yield f"| {case.about} | {len(result['runs']['takeup'])} | " + " | ".join(cells) + " |"


def machine():
    model = [row.split(":")[1].strip() for row in open("/proc/cpuinfo") if row.startswith("model name")]
    return {"processor": model[0] if model else "unknown", "cores": os.cpu_count(), "kernel": os.uname().release,
            "load": os.getloadavg()}


def come_first():
    """Makes whatever else the machine is doing count for less, where root asks for it."""
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, -10)
        # Where Linux shares the processors among sessions, the session has to come first.
        session = pathlib.Path("/proc/self/autogroup")
        before = session.read_text().split()[-1]
        session.write_text("-10")
        atexit.register(session.write_text, before)


def tell(text):
    print(text, file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--case", action="append", choices=CASES, metavar="NAME", help="only this one (repeatable)")
    parser.add_argument("--client", action="append", metavar="NAME", help="only this one (repeatable)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--list", action="store_true", help="name the cases and their clients")
    parser.add_argument("--summary", action="store_true", help="tell again what was measured last")
    args = parser.parse_args()
    if args.summary:
        print("\n".join(summary()))
        return
    if args.list:
        for name, case in CASES.items():
            print(f"{name:18}{case.about}: {', '.join(case.clients)}")
        return
    come_first()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    results = TARGET / "bench"
    results.mkdir(parents=True, exist_ok=True)
    for name in args.case or CASES:
        case = CASES[name]
        clients = [client for client in args.client or case.clients if pathlib.Path(needed(client)).exists()]
        for client in set(args.client or case.clients) - set(clients):
            tell(f"{name}: {client} is left out, for there is no {needed(client)}")
        before = machine()
        try:
            runs = run(name, case, clients, args.rounds)
        except Missing as why:
            tell(f"{name} is left out: {why}")
            continue
        rows = medians(case, runs)
        print("\n".join(["", *table(case, rows, runs), ""]))
        print("\n".join(verdicts(case, rows.get("takeup", {}))), flush=True)
        result = {"case": name, "about": case.about, "machine": before, "medians": rows, "runs": runs}
        (results / f"{name}.json").write_text(json.dumps(result, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
