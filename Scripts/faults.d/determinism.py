"""The fixture company under many surroundings: the same tables and the same reports, byte for byte."""

import argparse
import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

from server import Server

parser = argparse.ArgumentParser(prog="Scripts/determinism")
parser.add_argument("--root", required=True)
parser.add_argument("programs", nargs="+")
options = parser.parse_args()

PERIOD = "2026Q3"
TABLES = ("shares", "key_result_scores", "person_scores", "evidence_pieces", "evidence_records", "consensus_steps", "findings",
          "objective_contributions", "team_rhythms", "team_totals", "quarantined_rows", "run_notices", "exchange_rates", "recording_bias", "company_fit")
SOURCES = ("people", "teams", "team_members", "absences", "objectives", "key_results", "key_result_versions", "check_ins",
           "key_result_authors", "tasks", "task_assignees", "task_links", "reviews", "peer_ratings", "feedback", "one_on_ones",
           "learning_records", "spot_checks")
LOCALES = ("C.UTF-8", "zh_CN.UTF-8", "tr_TR.UTF-8")
ZONES = ("UTC", "Asia/Kathmandu", "America/New_York")
PLANS = ("", "-c enable_hashjoin=off -c enable_seqscan=off", "-c enable_mergejoin=off -c enable_sort=off -c jit_above_cost=0 -c extra_float_digits=0")

folder = tempfile.mkdtemp(prefix="fairshare-determinism-", dir="/tmp")
os.chmod(folder, 0o755)
server = Server(folder + "/server")


def fairshare(program, arguments, **environment):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, env={**server.environment("company", "postgres"), **environment}, cwd=folder)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)


def digest():
    parts = []
    for table in TABLES:
        text = server.sql("company", f"""SELECT md5(coalesce(string_agg((to_jsonb(t) - 'run_id')::text, E'\\n'
          ORDER BY (to_jsonb(t) - 'run_id')::text COLLATE "C"), '')) FROM fairshare.{table} AS t JOIN fairshare.published_runs AS p
          USING (run_id) WHERE p.period_id = '{PERIOD}'""")[0]
        parts.append((table, text.encode()))
    return parts


RUN = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
TIME = re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?")


def pages(program, environment):
    out = folder + "/reports"
    shutil.rmtree(out, ignore_errors=True)
    fairshare(program, ["report", "--out", out, "--period", PERIOD, "--lang", "en"], **environment)
    run = server.sql("company", "SELECT run_id FROM fairshare.published_runs")[0]
    parts = []
    paths = sorted(os.path.relpath(os.path.join(root, name), out) for root, _, names in os.walk(out) for name in names)
    for name in paths:
        # run.json speaks of this very run.
        if name.endswith("run.json"):
            continue
        if name.endswith(".xlsx"):
            # A workbook is packed: its parts, their order and the times that the package gives them.
            with zipfile.ZipFile(out + "/" + name) as book:
                for entry in book.infolist():
                    parts.append((f"{name}/{entry.filename} {entry.date_time}", neutral(book.read(entry), run)))
            continue
        with open(out + "/" + name, "rb") as file:
            parts.append((name, neutral(file.read(), run)))
    return parts


def files(program, environment):
    """Every file of a report of the run that is published, as it lies there, and whether a workbook was among them."""
    out = folder + "/same"
    shutil.rmtree(out, ignore_errors=True)
    fairshare(program, ["report", "--out", out, "--period", PERIOD, "--lang", "en"], **environment)
    parts = {}
    for root, _, names in os.walk(out):
        for name in names:
            with open(os.path.join(root, name), "rb") as file:
                parts[os.path.relpath(os.path.join(root, name), out)] = hashlib.sha256(file.read()).hexdigest()
    if not any(name.endswith(".xlsx") for name in parts):
        raise RuntimeError("the report has no workbook")
    return parts


def neutral(content, run):
    """A page names its run and when that was published, which is another one each time; everything else must be the same."""
    content = TIME.sub(b"TIME", RUN.sub(b"RUN", content))
    for word in (run[:13], run[:8]):
        content = content.replace(word.encode(), b"RUN")
    return content


def first_difference(a, b):
    """Where two pages part, with some of what is around it."""
    place = next((place for place, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return f"{a[max(0, place - 60):place + 40]!r} and {b[max(0, place - 60):place + 40]!r}"


code = 0
try:
    server.sql("postgres", "CREATE DATABASE company")
    fairshare(options.programs[0], ["migrate"])
    fairshare(options.programs[0], ["import", options.root + "/Fixtures/company"])
    random.seed(6)
    variants = [(program, jobs, locale, zone, plan, seed, order) for program in options.programs for jobs in (1, 2, 3, 8) for locale in LOCALES
                for zone in ZONES for plan in PLANS for seed in (0, 1) for order in (0, 1)]
    # Every value meets every other often enough in a sample of the 432 combinations a program; the first is the reference.
    chosen = [variants[0]] + random.sample(variants[1:], 23 * len(options.programs))
    reference = None
    # Every run after it has a run before it.
    fairshare(options.programs[0], ["run", "--period", PERIOD])
    for program, jobs, locale, zone, plan, seed, order in chosen:
        if order:
            for table in SOURCES:
                server.sql("company", f"CREATE TABLE public.x AS SELECT * FROM collab.{table} ORDER BY random(); TRUNCATE collab.{table}; "
                           f"INSERT INTO collab.{table} SELECT * FROM public.x; DROP TABLE public.x")
        environment = {"LANG": locale, "LC_ALL": locale, "TZ": zone, "PGTZ": zone, "PGOPTIONS": plan}
        if seed:
            environment["SWIFT_DETERMINISTIC_HASHING"] = "1"
        fairshare(program, ["run", "--period", PERIOD, "--force", "--jobs", str(jobs), "--lang", "en"], **environment)
        result = digest() + pages(program, environment)
        reference = reference or result
        different = [name for (name, a), (_, b) in zip(result, reference) if a != b]
        if [name for name, _ in result] != [name for name, _ in reference]:
            different.append("names of files")
        kind = "release" if "/release/" in program else "debug"
        print(f"{kind:<8} jobs {jobs}  {locale:<12} {zone:<18} hash {'fixed' if seed else 'random':<7} rows {'shuffled' if order else 'as they were':<13}"
              f"{plan[:40]:<42} {'same' if not different else f'{len(different)} DIFFERENT'}", flush=True)
        code |= bool(different)
        for (name, a), (_, b) in zip(result, reference):
            if name in different[:3]:
                print(f"    {name}: {first_difference(a, b)}", flush=True)
    reports = None
    surroundings = [(program, jobs, locale, zone) for program in options.programs for jobs in (1, 2, 3, 8) for locale in LOCALES for zone in ZONES]
    for program, jobs, locale, zone in surroundings:
        found = files(program, {"LANG": locale, "LC_ALL": locale, "TZ": zone, "PGTZ": zone, "FAIRSHARE_RUN_JOBS": str(jobs)})
        reports = reports or found
        different = sorted(name for name in reports.keys() | found.keys() if reports.get(name) != found.get(name))
        code |= bool(different)
        if different:
            kind = "release" if "/release/" in program else "debug"
            print(f"{kind} jobs {jobs} {locale} {zone}: files of one run differ: {', '.join(different[:5])}", flush=True)
    print(f"{len(surroundings)} reports of one run, {len(reports)} files each, {sum(name.endswith('.xlsx') for name in reports)} workbook: "
          f"{'all the same' if not code else 'NOT the same'}")
    print(f"{len(chosen)} variants, {len(reference)} tables and pages each: {'all the same' if not code else 'NOT the same'}")
finally:
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)
sys.exit(code)
