"""Drives the live review queue in headless Chromium by clicks; called by Scripts/browser.

queue.py CHROMIUM CHROMEDRIVER AXE URL PICTURE      URL is the whole address that `fairshare serve` printed
"""

import base64
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

chromium, chromedriver, axe, url, picture = sys.argv[1:6]
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Browser:
    """The few commands of the WebDriver protocol that are needed here."""

    def __init__(self, folder):
        self.port = free_port()
        self.process = subprocess.Popen(
            [chromedriver, f"--port={self.port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.session = None
        for _ in range(100):
            try:
                if self.call("GET", "/status")["ready"]:
                    break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", f"--user-data-dir={folder}", "--window-size=1240,1600",
            # Only our own server can be found.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ]
        options = {"binary": chromium, "args": arguments}
        wish = {"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}}
        self.session = self.call("POST", "/session", wish)["sessionId"]

    def call(self, method, path, body=None):
        if self.session:
            path = f"/session/{self.session}{path}"
        data = None if body is None and method == "GET" else json.dumps(body or {}).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"].split("\n")[0]) from None

    def all(self, selector):
        found = self.call("POST", "/elements", {"using": "css selector", "value": selector})
        return [element[ELEMENT] for element in found]

    def one(self, selector):
        """Waits for it a little: a click may still be loading the next page."""
        for _ in range(100):
            found = self.all(selector)
            if found:
                return found[0]
            time.sleep(0.1)
        raise RuntimeError(f"there is no {selector} on {self.address()}")

    def text(self, selector):
        return self.call("GET", f"/element/{self.one(selector)}/text")

    def click(self, selector):
        self.call("POST", f"/element/{self.one(selector)}/click")

    def type(self, selector, text):
        self.call("POST", f"/element/{self.one(selector)}/value", {"text": text})

    def address(self):
        return self.call("GET", "/url")

    def run(self, script):
        return self.call("POST", "/execute/async", {"script": script, "args": []})

    def end(self):
        try:
            if self.session:
                self.call("DELETE", "")
        finally:
            self.process.terminate()
            self.process.wait(20)


def must(fact, words):
    if not fact:
        raise RuntimeError(words)


def drive(browser):
    browser.call("POST", "/url", {"url": url})
    browser.one("#page")
    must("key=" not in browser.address(), "the key stays in the address bar")
    browser.click('a[href="hr/queue.html"]')
    browser.one("table.q")
    waiting = len(browser.all("table.q .st.on"))
    must(waiting > 0, "no case is open")
    browser.click("table.q tbody tr a")
    browser.one("#decide")
    must(len(browser.all("article svg")) >= 2, "a case shows no evidence")
    case = browser.address().split("/")[-1]

    # Without a reason nothing is kept, and the page says so.
    browser.click('input[name="decision"][value="cleared"]')
    browser.click("#decide button[type=submit]")
    must(browser.text("#refused"), "an empty reason is not refused")
    must(browser.all('input[value="cleared"]:checked'), "the choice is forgotten")
    reason = "值班记录已补上，署名由本人确认"
    browser.type("#reason", reason)
    browser.click("#decide button[type=submit]")
    must(reason in browser.text("#audit"), "the audit trail does not show the decision")
    must(browser.address().endswith(f"{case}#audit"), f"not sent on to the case: {browser.address()}")

    # The page that takes decisions is as easy to use as the others.
    browser.run("const done = arguments[0]; const s = document.createElement('script'); s.text = "
                + json.dumps(pathlib.Path(axe).read_text()) + "; document.head.append(s); done(true);")
    for theme in ("light", "dark"):
        found = browser.run(
            f"const done = arguments[0]; document.documentElement.dataset.theme = '{theme}';"
            "window.axe.run(document).then(r => done(r.violations.map(v => v.id + ' ' + v.nodes[0].html)), e => done([String(e)]))")
        must(not found, f"axe-core in the {theme} theme: {found}")
    pathlib.Path(picture).write_bytes(base64.b64decode(browser.call("GET", "/screenshot")))

    browser.click('a[href="queue.html"]')
    browser.one("table.q")
    must(len(browser.all("table.q .st.on")) == waiting - 1, "the queue does not show that the case is decided")
    # Loading the case again shows the decision once: nothing was sent twice.
    browser.click(f'table.q a[href="{case}"]')
    must(browser.text("#audit").count(reason) == 1, "the decision was sent twice")


folder = tempfile.mkdtemp(prefix="fairshare-queue-")
browser = None
try:
    browser = Browser(folder)
    drive(browser)
except Exception as error:
    print(f"queue: {error}")
    sys.exit(1)
finally:
    if browser:
        browser.end()
    shutil.rmtree(folder, ignore_errors=True)
