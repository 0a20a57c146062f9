"""Figures of publishing over a million result rows, on a durable server: the transactions, the readers, the rerun."""

import argparse
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone

from server import Server, bin_folder

parser = argparse.ArgumentParser(prog="Scripts/figures")
parser.add_argument("--program", required=True)
parser.add_argument("--root", required=True)
parser.add_argument("--scale", type=int, default=12)
options = parser.parse_args()

READS = 10_000
PERIOD = "2026Q3"
PARTITIONS = "SELECT count(*) FROM pg_class WHERE relnamespace = 'fairshare'::regnamespace AND relname ~ '_r[0-9a-f]{32}$' AND relkind = 'r'"


def transactions(log):
    """Every transaction of the log that says the durations of its statements: the texts in it, its seconds, and when it began and ended."""
    open_ones, found = {}, []
    start = re.compile(r"^(\S+ \S+) UTC \[(\d+)\] .*LOG:  duration: ([\d.]+) ms  (?:statement|execute [^:]*): (.*)$")
    entries = []
    for line in log.splitlines():
        match = start.match(line)
        if match:
            entries.append([*match.groups()])
        elif line.startswith("\t") and entries:
            entries[-1][3] += line
    for stamp, process, milliseconds, text in entries:
        ended = datetime.strptime(stamp, "%Y-%m-%d %H:%M:%S.%f").replace(tzinfo=timezone.utc).timestamp()
        word = text.strip().upper()
        if word.startswith("BEGIN"):
            open_ones[process] = (ended - float(milliseconds) / 1000, [], float(milliseconds))
        elif process in open_ones:
            began, texts, busy = open_ones[process]
            busy += float(milliseconds)
            if word.startswith("COMMIT"):
                # The clock of the log is coarse: what the statements took is the lower end, from first to last the upper one.
                found.append((texts, max(ended - began, busy / 1000), began, ended))
                del open_ones[process]
            else:
                texts.append(text)
                open_ones[process] = (began, texts, busy)
    return found


class Readers:
    """Two sessions that read shares of one key result after the other, 250 times a second in all."""

    def __init__(self, server, folder, key_results, reads):
        self.folder = folder
        os.makedirs(folder)
        script = folder + "/read.sql"
        with open(script, "w") as file:
            file.write(f"\\set k random(0, {key_results - 1})\n"
                       "SELECT count(*), sum(share) FROM fairshare.latest_shares "
                       "WHERE key_result_id = 'k' || lpad(:k::text, 6, '0') AND model = 'consensus';\n")
        os.chmod(folder, 0o777)
        self.process = subprocess.Popen(
            [bin_folder() + "/pgbench", "-n", "-M", "simple", "-c", "2", "-j", "1", "-R", "250", "-t", str(reads // 2), "-l",
             "--log-prefix", folder + "/reads", "-f", script],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=server.environment("company", "reader"))

    def is_reading(self):
        return self.process.poll() is None

    def end(self):
        """Milliseconds of each read, the wait for its turn included, with the second at which it ended, the shortest first; and the errors."""
        text, _ = self.process.communicate()
        times = []
        for name in glob.glob(self.folder + "/reads*"):
            with open(name) as file:
                for line in file:
                    word = line.split()
                    times.append((int(word[2]) / 1000, int(word[4]) + int(word[5]) / 1e6))
        if not times:
            raise RuntimeError(f"no read was measured: {text}")
        failed = re.search(r"number of failed transactions: (\d+)", text)
        errors = int(failed.group(1)) if failed else 0
        if self.process.returncode != 0 or len(times) < READS:
            errors += max(1, READS - len(times))
            print(text, file=sys.stderr)
        return sorted(times), errors


def p99(times):
    return times[len(times) * 99 // 100][0]


# What the statements of each transaction of publishing hold.
ATTACH, MOVE, ROLLBACK = "attach_partition", "INSERT INTO fairshare.published_runs", "rolled back: "


def holding(mark, found):
    """The transactions with a mark in one of their statements."""
    return [one for one in found if any(mark in text for text in one[0])]


def beside_publishing(times, found):
    """The reads that were under way while a run attached its partitions, moved the pointer, or waited in between."""
    moved = [ended for _, _, _, ended in holding(MOVE, found)]
    windows = [(began, min((end for end in moved if end >= ended), default=ended)) for _, _, began, ended in holding(ATTACH, found)]
    return [read for read in times if any(read[1] >= began and read[1] - read[0] / 1000 <= ended for began, ended in windows)]


def part(of):
    return of * options.scale // 100


folder = tempfile.mkdtemp(prefix="fairshare-figures-", dir="/tmp")
os.chmod(folder, 0o755)
# Durable: the transaction waits for its WAL to be on the disk.
server = Server(folder + "/server", fsync="on", full_page_writes="on", shared_buffers="1GB", max_wal_size="8GB", work_mem="64MB")
results, worst = [], 0


def figure(what, value, bar, unit="ms"):
    global worst
    is_held = value <= bar
    worst |= not is_held
    results.append((what, value, bar, unit, is_held))


def fairshare(*arguments, user="postgres"):
    done = subprocess.run([options.program, *arguments], capture_output=True, text=True, env=server.environment("company", user), cwd=folder)
    if done.returncode != 0:
        raise RuntimeError(f"{arguments}: {done.stdout}{done.stderr}")
    return done


def sql(text):
    return server.sql("company", text)


try:
    server.sql("postgres", "CREATE DATABASE company")
    fairshare("migrate")
    print("drawing the company", file=sys.stderr)
    counts = {"people": 20000, "teams": 2000, "key_results": 8000, "tasks": 2000000, "assignees": 3000000, "reviews": 6000000}
    subprocess.run(
        ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", *[word for name, of in counts.items() for word in ("-v", f"{name}={part(of)}")],
         "-f", options.root + "/Scripts/bench.d/company.sql"], check=True, env=server.environment("company", "postgres"))
    sql("CREATE ROLE batch LOGIN; GRANT fairshare_batch TO batch; CREATE ROLE reader LOGIN; GRANT fairshare_hr TO reader; "
        "INSERT INTO fairshare.hr_units VALUES ('reader', NULL)")
    sql("ALTER ROLE batch SET log_min_duration_statement = 0; ALTER ROLE postgres SET log_min_duration_statement = 0")
    print("first run", file=sys.stderr)
    fairshare("run", "--period", PERIOD, user="batch")
    run = sql("SELECT run_id FROM fairshare.published_runs")[0]
    families = sql("SELECT relname FROM pg_class WHERE relnamespace = 'fairshare'::regnamespace AND relkind = 'p'")
    rows = sum(int(sql(f"SELECT count(*) FROM fairshare.{name} WHERE run_id = '{run}'")[0]) for name in families)
    print(f"result rows of a run {rows}")

    before = (sql(PARTITIONS), sql("SELECT sum(pg_relation_size(oid)) FROM pg_class WHERE relname ~ '_r[0-9a-f]{32}$'"))
    fairshare("run", "--period", PERIOD, user="batch")
    after = (sql(PARTITIONS), sql("SELECT sum(pg_relation_size(oid)) FROM pg_class WHERE relname ~ '_r[0-9a-f]{32}$'"))
    state = sql("SELECT state FROM fairshare.runs ORDER BY started_at DESC LIMIT 1")[0]
    figure("unchanged rerun: result tables and bytes more", 0 if before == after and state == "unchanged" else 1, 0, "")

    print("reading while a run publishes", file=sys.stderr)
    readers = Readers(server, folder + "/r1", part(8000), READS)
    runs = 0
    while readers.is_reading():
        fairshare("run", "--period", PERIOD, "--force", user="batch")
        runs += 1
    times, errors = readers.end()
    # A run keeps every core of this machine busy, and readers wait for a core with it: that is the machine's, not a lock's.
    figure(f"read beside {runs} whole runs, p99 of {len(times)} reads", p99(times), float("inf"))
    publishing = beside_publishing(times, transactions(server.log()))
    if not publishing:
        raise RuntimeError("no read fell into the moments of publishing")
    figure(f"  while they publish, p99 of {len(publishing)} reads", p99(publishing), 50)
    figure("    slowest", publishing[-1][0], float("inf"))
    figure("  reads with an error", errors, 0, "")

    print("reading while the pointer moves", file=sys.stderr)
    readers = Readers(server, folder + "/r2", part(8000), READS)
    moves = 0
    while readers.is_reading():
        target = sql(f"SELECT run_id FROM fairshare.runs WHERE state = 'superseded' ORDER BY started_at DESC LIMIT 1")[0]
        fairshare("rollback", "--period", PERIOD, "--run", target, "--reason", "measure")
        moves += 1
        time.sleep(0.1)
    times, errors = readers.end()
    figure(f"read beside {moves} moves of the pointer, p99 of {len(times)} reads", p99(times), 50)
    figure("  slowest read", times[-1][0], float("inf"))
    figure("  reads with an error", errors, 0, "")

    found = transactions(server.log())
    for what, mark in (("publish: attach the partitions", ATTACH), ("publish: move the pointer", MOVE), ("rollback", ROLLBACK)):
        durations = sorted(seconds * 1000 for _, seconds, _, _ in holding(mark, found))
        if not durations:
            raise RuntimeError(f"no transaction of {what} was found in the server's log")
        figure(f"{what}, median of {len(durations)} transactions", durations[len(durations) // 2], 50)
        figure("  slowest", durations[-1], float("inf"))
finally:
    server.stop()
    if not os.environ.get("FAIRSHARE_KEEP"):
        shutil.rmtree(folder, ignore_errors=True)

print(f"{'figure':<62} {'measured':>10} {'bar':>8}")
for what, value, bar, unit, is_held in results:
    bound = "" if bar == float("inf") else f"{bar:g} {unit}"
    print(f"{what:<62} {f'{value:.1f} {unit}' if unit else f'{value:g}':>10} {bound:>8}{'' if is_held else '   <-- above'}")
sys.exit(worst)
