"""Runs the rows of the fault matrix and prints one table: fault, points tried, points held."""

import argparse
import importlib
import os
import shutil
import sys
import tempfile
import time

from lab import Lab

parser = argparse.ArgumentParser(prog="Scripts/faults")
parser.add_argument("--program", required=True)
parser.add_argument("--root", required=True)
parser.add_argument("--rows", default="", help="numbers of rows, separated by commas")
parser.add_argument("--scale", type=float, default=1.0, help="more or fewer points in the sweeps")
parser.add_argument("--verbose", action="store_true")
options = parser.parse_args()

rows = {}
for module in ("lines", "limits", "states"):
    for name, function in vars(importlib.import_module(module)).items():
        if name.startswith("row_"):
            rows[int(name[4:6])] = function
wanted = [int(number) for number in options.rows.split(",") if number] or sorted(rows)

folder = tempfile.mkdtemp(prefix="fairshare-faults-", dir="/tmp")
os.chmod(folder, 0o755)
started = time.monotonic()
lab = Lab(folder, options.program, options.root, options.scale, options.verbose)
table, tried, held = [], 0, 0
try:
    for number in wanted:
        began = time.monotonic()
        name = rows[number].__name__[7:].replace("_", " ")
        print(f"{number:2d} {name}", file=sys.stderr, flush=True)
        lab.problems = []
        results = []
        try:
            for result in rows[number](lab):
                results.append(result)
        except Exception as fault:  # A row that cannot be tried is a row that is not held.
            results.append(False)
            lab.problems.append(f"could not be tried: {type(fault).__name__}: {' '.join(str(fault).split())[:400]}")
        tried, held = tried + len(results), held + sum(results)
        table.append((number, name, len(results), sum(results), time.monotonic() - began))
        for problem in lab.problems:
            print(f"   NOT HELD  {problem}", file=sys.stderr, flush=True)
finally:
    lab.close()
    if not os.environ.get("FAIRSHARE_KEEP"):
        shutil.rmtree(folder, ignore_errors=True)

print(f"\n{'row':>3}  {'fault':<34} {'tried':>6} {'held':>6} {'seconds':>8}")
for number, name, all_of_it, good, seconds in table:
    print(f"{number:>3}  {name:<34} {all_of_it:>6} {good:>6} {seconds:>8.1f}{'' if good == all_of_it and all_of_it else '   <-- not held'}")
print(f"     {'all':<34} {tried:>6} {held:>6} {time.monotonic() - started:>8.1f}")
sys.exit(0 if tried == held and all(row[2] for row in table) else 1)
