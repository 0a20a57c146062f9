"""Drives the live review queue in headless Chromium by clicks; called by Scripts/browser.

review.py CHROMIUM CHROMEDRIVER AXE URL PICTURE      URL is the whole address that `fairshare serve` printed
"""

import pathlib
import sys
import threading

from webdriver import Browser, BrowserError, end_on_signals

chromium, chromedriver, axe, url, picture = sys.argv[1:6]
axe = pathlib.Path(axe).read_text(encoding="utf-8")
probe = (pathlib.Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
# Seconds for all of it; some 15 s on an idle machine.
DEADLINE = 150


def must(fact, words):
    if not fact:
        raise BrowserError(words)


def easy(browser, what):
    """The page as it stands is as easy to use as those in files, in both themes and languages."""
    browser.run(axe)
    for theme in ("light", "dark"):
        for language in ("zh", "en"):
            found = browser.promised(
                f"{probe}\nasync function work() {{ show({language!r}, {theme!r}); return [...await accessibility(), ...width()]; }}")
            must(not found, f"{what}, {language} {theme}: {found}")
    browser.run(f"{probe}\nshow('zh', 'light')")


def drive(browser):
    browser.window(1240, 1800)
    browser.open(url)
    browser.one("#page")
    must("key=" not in browser.address(), "the key stays in the address bar")
    browser.click('a[href="hr/queue.html"]')
    browser.one("table.q")
    waiting = len(browser.all("table.q .st.on"))
    must(waiting > 0, "no case is open")
    browser.window(400, 800)
    wide = browser.promised(f"{probe}\nasync function work() {{ return [...width()]; }}")
    must(not wide, f"the queue on a phone: {wide}")
    browser.window(1240, 1800)
    # The filter needs no script: nothing found, then all again.
    browser.type('input[name="words"]', "zz-nobody")
    browser.click(".filter button")
    browser.one(".filter .nt")
    must(not browser.all("table.q"), "a filter that nothing passes shows cases")
    browser.click('.filter a[href="queue.html"]')
    must(browser.one("table.q") and len(browser.all("table.q .st.on")) == waiting, "the filter does not go away")
    browser.click("table.q tbody tr a")
    browser.one("#decide")
    must(len(browser.all("article svg")) >= 2, "a case shows no evidence")
    case = browser.address().split("/")[-1]

    # Without a reason nothing is kept, and the page says so.
    browser.click('input[name="decision"][value="cleared"]')
    browser.click("#decide button[type=submit]")
    must(browser.text("#refused"), "an empty reason is not refused")
    must(browser.all('input[value="cleared"]:checked'), "the choice is forgotten")
    easy(browser, "a refused decision")
    reason = "值班记录已补上，署名由本人确认"
    browser.type("#reason", reason)
    browser.click("#decide button[type=submit]")
    browser.one("#audit")
    must(reason in browser.text("#audit"), "the audit trail does not show the decision")
    must(browser.address().endswith(f"{case}#audit"), f"not sent on to the case: {browser.address()}")
    easy(browser, "a decided case")
    pathlib.Path(picture).write_bytes(browser.picture())

    browser.click('a[href="queue.html"]')
    browser.one("table.q")
    must(len(browser.all("table.q .st.on")) == waiting - 1, "the queue does not show that the case is decided")
    easy(browser, "the live queue")
    # Loading the case again shows the decision once: nothing was sent twice.
    browser.click(f'table.q a[href="{case}"]')
    must(browser.text("#audit").count(reason) == 1, "the decision was sent twice")

    # The refusal is an answer with the status 422, which the console reports.
    complaints = [words for words in browser.complaints() if "status of 422" not in words]
    must(not complaints, f"console: {complaints}")
    home = url.split("/")[2]
    away = [address for address in browser.requests() if address.split("/")[2:3] != [home]]
    must(not away, f"fetched {away}")


end_on_signals()
browser = None
late = None
try:
    browser = Browser(chromium, chromedriver, reachable="127.0.0.1")
    late = threading.Timer(DEADLINE, browser.driver.kill)
    late.daemon = True
    late.start()
    drive(browser)
except BrowserError as error:
    print(f"review: {error}")
    sys.exit(1)
finally:
    if late:
        late.cancel()
    if browser:
        browser.end()
