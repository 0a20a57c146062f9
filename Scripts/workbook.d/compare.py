"""Lets LibreOffice compute a workbook anew and holds every cell against the file; called by Scripts/workbook.

compare.py OFFICE FILE FOLDER      FOLDER takes a profile and copies
"""

import pathlib
import re
import subprocess
import sys
import warnings
import zipfile

import openpyxl

# It says that it does not know the bars in cells, which Excel 2010 brought.
warnings.filterwarnings("ignore", message=".*extension is not supported")

office, file, folder = sys.argv[1:]
file, folder = pathlib.Path(file), pathlib.Path(folder)
# Seconds for one conversion; some 5 s on an idle machine.
DEADLINE = 300

# Stored values are never taken for computed ones.
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def computed(source, name):
    """The file as LibreOffice writes it after it computed everything."""
    profile = folder / "profile"
    if not profile.exists():
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    target = folder / name
    done = subprocess.run(
        [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(target), str(source)],
        capture_output=True, text=True, timeout=DEADLINE)
    made = target / source.name
    if not made.exists():
        sys.exit(f"error: LibreOffice does not open {source.name}: {(done.stderr or done.stdout).strip()[-300:]}")
    return made


def same(left, right):
    if isinstance(left, (int, float)) and isinstance(right, (int, float)):
        return abs(left - right) <= 1e-9 * max(1, abs(left))
    return left == right


def differences(source, other):
    """Cells that differ, and how many cells and formulas were compared."""
    formulas = openpyxl.load_workbook(source)
    before, after = (openpyxl.load_workbook(path, data_only=True) for path in (source, other))
    again = openpyxl.load_workbook(other)
    found, cells, computations = [], 0, 0
    if before.sheetnames != after.sheetnames:
        return [f"sheets are {after.sheetnames}, not {before.sheetnames}"], 0, 0
    for sheet in formulas:
        if len(sheet._charts) != len(again[sheet.title]._charts):
            found.append(f"{sheet.title}: a chart is missing")
        for row in sheet.iter_rows():
            for cell in row:
                stored, now = before[sheet.title][cell.coordinate].value, after[sheet.title][cell.coordinate].value
                cells += stored is not None
                computations += cell.data_type == "f"
                if not same(stored, now):
                    found.append(f"{sheet.title}!{cell.coordinate}: stored {stored!r}, computed {now!r}")
    return found, cells, computations


def planted():
    """A copy in which the stored value of one formula is wrong; nil where there is no formula."""
    copy = folder / "planted.xlsx"
    done = False
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if not done and entry.filename.startswith("xl/worksheets/sheet"):
                data, count = re.subn(rb"(</f><v>)[^<]*(</v>)", rb"\g<1>123456\g<2>", data, count=1)
                done = count == 1
            target.writestr(entry, data)
    return copy if done else None


with zipfile.ZipFile(file) as archive:
    if archive.testzip() is not None:
        sys.exit("error: the file is damaged")
copy = planted()
if copy is None:
    sys.exit("error: there is no formula to compute")
if not differences(copy, computed(copy, "planted"))[0]:
    sys.exit("error: a wrong stored value is not found, so the comparison proves nothing")
found, cells, computations = differences(file, computed(file, "whole"))
for words in found[:20]:
    print(words)
if found:
    sys.exit(f"error: {len(found)} of {cells} cells differ")
print(f"{cells:,} cells in LibreOffice as they were written, {computations:,} formulas computed anew with the stored values; "
      "a planted wrong value was found")
