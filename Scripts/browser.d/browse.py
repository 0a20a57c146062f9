"""Opens pages in headless Chromium and says what is wrong with them; called by Scripts/browser.

browse.py CHROMIUM AXE PROBE WORK NAME=PAGE...      PAGE ending in ",print" must also print on one sheet
"""

import concurrent.futures
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys

chromium, axe, probe, work = sys.argv[1:5]
work = pathlib.Path(work)
libraries = pathlib.Path(axe).read_text(), pathlib.Path(probe).read_text()


def browse(name, *arguments):
    """One call of Chromium with a profile of its own that is thrown away; tried again once when it hangs."""
    profile = work / f"profile-{name}"
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        "--disable-background-networking", "--disable-extensions", "--mute-audio", f"--user-data-dir={profile}",
        # Whatever a page or the browser wants from outside cannot be found.
        "--host-resolver-rules=MAP * ~NOTFOUND", *arguments,
    ]
    for patience in (40, 120):
        # In a session of its own, so that its helpers, which hold the pipes, end with it.
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        try:
            output, errors = process.communicate(timeout=patience)
            if process.returncode == 0:
                return output.decode("utf-8", "replace")
            fault = f"chromium ended with {process.returncode}: {errors[-400:]!r}"
        except subprocess.TimeoutExpired:
            fault = f"chromium did not end within {patience} s"
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            shutil.rmtree(profile, ignore_errors=True)
    raise RuntimeError(f"{name}: {fault}")


def probed(name, page):
    """Faults of a page with the probe in it, over languages, themes and widths."""
    text = page.read_text(encoding="utf-8")
    policy = r'<meta http-equiv="Content-Security-Policy"[^>]*>'
    if not re.search(policy, text):
        return [f"{name}: no content policy"]
    source = re.sub(policy, "", text)
    inline = json.dumps(source).replace("</", "<\\/").replace("<!--", "<\\!--")
    scripts = "".join(
        f"<script>{script}</script>" for script in (libraries[0], f"window.pageSource={inline};", libraries[1]))
    copy = work / f"{name}.html"
    copy.write_text(source.replace("</body>", scripts + "</body>"), encoding="utf-8")
    shown = browse(name, "--window-size=1240,1800", "--virtual-time-budget=60000", "--dump-dom", copy.as_uri())
    found = re.search(r'<pre id="probe-result">(.*?)</pre>', shown, re.S)
    if not found:
        return [f"{name}: the probe did not end"]
    result = json.loads(found.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    faults = [f"{name}: {fault}" for fault in result["faults"]]
    if result["runs"] != 4:
        faults.append(f"{name}: axe ran {result['runs']} times, not in 2 languages x 2 themes")
    return faults


def scriptless(name, page):
    """The page as it stands, policy and all, with scripts off, on paper: an empty sheet has hardly any bytes."""
    paper = work / f"{name}-off.pdf"
    browse(name + "-off", "--blink-settings=scriptEnabled=false", "--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri())
    return [] if paper.stat().st_size > 20_000 else [f"{name}: without scripts there is nothing to read"]


def sheets(name, page, language):
    paper = work / f"{name}-{language}.pdf"
    browse(f"{name}-{language}", "--no-pdf-header-footer", f"--print-to-pdf={paper}", f"{page.as_uri()}#{language}")
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", paper.read_bytes()))


def printed(name, page, language):
    count = sheets(name, page, language)
    return [] if count == 1 else [f"{name} {language}: prints on {count} sheets, not on one"]


jobs = []
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    for argument in sys.argv[5:]:
        name, path = argument.split("=", 1)
        one_sheet = path.endswith(",print")
        page = pathlib.Path(path.removesuffix(",print")).resolve()
        jobs.append(pool.submit(probed, name, page))
        jobs.append(pool.submit(scriptless, name, page))
        if one_sheet:
            jobs += [pool.submit(printed, name, page, language) for language in ("zh", "en")]
    faults = []
    for job in jobs:
        try:
            faults += job.result()
        except Exception as error:  # A browser that fails is a fault like any other.
            faults.append(str(error))
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
