"""Opens pages in headless Chromium and says what is wrong with them; called by Scripts/browser.

browse.py CHROMIUM CHROMEDRIVER AXE WORK NAME=PAGE...      PAGE ending in ",print" must also print on one sheet

Each page is opened as it stands, content policy and all. Before the pages are judged the judge is: copies of the first
page that prints get faults, and each of them must be found.
"""

import pathlib
import queue
import re
import sys
import threading
import time

import planted
from webdriver import Browser, BrowserError, end_on_signals

chromium, chromedriver, axe, work = sys.argv[1:5]
work = pathlib.Path(work)
probe = (pathlib.Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
axe = pathlib.Path(axe).read_text(encoding="utf-8")
# Seconds for one page, tried twice at most. A page takes some 5 s on an idle machine.
DEADLINE = 120


def ask(browser, call, *arguments):
    """The faults that a function of the probe finds."""
    return browser.promised(f"{probe}\nasync function work() {{ return {call}; }}", *arguments)


def sheets(paper):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", paper))


def judge(browser, name, page, one_sheet):
    """Faults of a page over languages, themes, widths, paper, and with scripts off."""
    faults = []
    text = page.read_text(encoding="utf-8")
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    if not policy or not policy.group(1).startswith("default-src 'none'"):
        faults.append("no content policy that forbids everything else")

    browser.scripts(True)
    browser.window(1240, 1800)
    browser.requests(), browser.complaints()
    browser.open(page.as_uri())
    words = browser.run("return document.querySelector('main').innerText")
    browser.run(axe)
    for language in ("zh", "en"):
        for theme in ("light", "dark"):
            browser.run(f"{probe}\nshow({language!r}, {theme!r});")
            found = ask(browser, "[...await accessibility()" + (", ...drawings(), ...width(), ...sideways(), ...cut()]" if theme == "light" else "]"))
            faults += [f"{language} {theme}: {fault}" for fault in found]
        browser.window(400, 800)
        faults += [f"{language} phone: {fault}" for fault in ask(browser, "[...width(), ...cut()]")]
        browser.window(1240, 1800)
        browser.run(f"{probe}\nshow({language!r}, 'dark');")
        paper = browser.paper()
        (work / f"{name}-{language}.pdf").write_bytes(paper)
        count = sheets(paper)
        if count == 0 or one_sheet and count != 1:
            faults.append(f"{language}: prints on {count} sheets" + (", not on one" if one_sheet else ""))
    faults += ask(browser, "buttons()")
    faults += [f"console: {complaint}" for complaint in browser.complaints()]

    browser.scripts(False)
    browser.open(page.as_uri())
    if browser.run("return document.querySelector('main').innerText") != words:
        faults.append("without scripts it reads differently")
    if len(words) < 100:
        faults.append("there is hardly anything to read")
    faults += [f"fetched {address}" for address in browser.requests() if address != page.as_uri()]
    return [f"{name}: {fault}" for fault in dict.fromkeys(faults)]


class Judge(threading.Thread):
    """Judges pages one after the other in a browser of its own; a browser that hangs is replaced, once a page."""

    def __init__(self, pages, results):
        super().__init__(daemon=True)
        self.pages, self.results, self.browser = pages, results, None

    def run(self):
        while True:
            try:
                name, page, one_sheet = self.pages.get_nowait()
            except queue.Empty:
                break
            self.results.put((name, self.tried(name, page, one_sheet)))
        self.close()

    def tried(self, name, page, one_sheet):
        fault = ""
        for _ in range(2):
            late = None
            try:
                self.browser = self.browser or Browser(chromium, chromedriver)
                # Each command has a deadline; this is one for all of them.
                late = threading.Timer(DEADLINE, self.browser.driver.kill)
                late.start()
                return judge(self.browser, name, page, one_sheet)
            except Exception as error:  # A page that breaks the browser is at fault like any other.
                fault = f"{name}: not judged: {error}"
                self.close()
            finally:
                if late:
                    late.cancel()
        return [fault]

    def close(self):
        if self.browser:
            self.browser.end()
            self.browser = None


def main():
    end_on_signals()
    wanted = []
    for argument in sys.argv[4 + 1:]:
        name, path = argument.split("=", 1)
        wanted.append((name, pathlib.Path(path.removesuffix(",print")).resolve(), path.endswith(",print")))
    victim = next(page for _, page, one_sheet in wanted if one_sheet)
    copies = planted.copies(victim, work / "planted")
    pages, results = queue.Queue(), queue.Queue()
    for entry in wanted + [(name, copy, True) for name, (copy, _) in copies.items()]:
        pages.put(entry)
    total = pages.qsize()

    judges = [Judge(pages, results) for _ in range(2)]
    faults = []
    try:
        for thread in judges:
            thread.start()
        until = time.monotonic() + 60 + total * DEADLINE
        for _ in range(total):
            name, found = results.get(timeout=max(1, until - time.monotonic()))
            if name in copies:
                missed = [words for words in copies[name][1] if not any(words in fault for fault in found)]
                faults += [f"{name}: a planted fault was not found: {words}" for words in missed]
            else:
                faults += found
    except queue.Empty:
        faults.append("the browsers did not end in time")
    finally:
        for thread in judges:
            thread.close()
    print(f"{sum(len(expected) for _, expected in copies.values())} planted faults looked for", file=sys.stderr)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


sys.exit(main())
