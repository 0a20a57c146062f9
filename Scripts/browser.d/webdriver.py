"""A headless Chromium driven through chromedriver: the few commands that the checks need, each with a deadline."""

import base64
import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class BrowserError(Exception):
    """What the browser, or the machine, could not do; never the fault of a page alone."""


class Browser:
    """One browser with a profile of its own, gone with everything it started when `end` was called."""

    def __init__(self, chromium, chromedriver, reachable="", patience=60):
        """`reachable` is the one host that may be found; all others cannot, whatever asks for them."""
        self.session = None
        self.browser_pid = None
        self.patience = patience
        self.folder = tempfile.mkdtemp(prefix="fairshare-browser-")
        self.driver = subprocess.Popen(
            [chromedriver, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, text=True)
        try:
            self.port = self._port()
            self._start(chromium, reachable)
        except BaseException:
            self.end()
            raise

    def _port(self):
        """The port that chromedriver chose, from what it prints; it is asked for no longer than the patience lasts."""
        late = threading.Timer(self.patience, self.driver.kill)
        late.start()
        said = ""
        try:
            for line in self.driver.stdout:
                said += line
                found = re.search(r"successfully on port (\d+)", line)
                if found:
                    # What it prints later must not fill the pipe.
                    threading.Thread(target=self.driver.stdout.read, daemon=True).start()
                    return int(found.group(1))
        finally:
            late.cancel()
        raise BrowserError(f"chromedriver did not start: {said[-300:]}")

    def _start(self, chromium, reachable):
        rules = "MAP * ~NOTFOUND" + (f", EXCLUDE {reachable}" if reachable else "")
        arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-extensions", "--disable-component-update", "--mute-audio",
            "--hide-scrollbars", f"--user-data-dir={self.folder}", "--window-size=1240,1800", f"--host-resolver-rules={rules}",
        ]
        wish = {
            "browserName": "chrome",
            "goog:chromeOptions": {"binary": chromium, "args": arguments},
            "goog:loggingPrefs": {"performance": "ALL", "browser": "ALL"},
            "timeouts": {"script": self.patience * 1000, "pageLoad": self.patience * 1000},
        }
        made = self.call("POST", "/session", {"capabilities": {"alwaysMatch": wish}})
        self.browser_pid = made["capabilities"].get("goog:processID")
        self.session = made["sessionId"]

    def call(self, method, path, body=None):
        """One command. Ends within the patience (and a little, so that the browser's own deadline speaks first)."""
        if self.session:
            path = f"/session/{self.session}{path}"
        data = json.dumps(body or {}).encode() if method == "POST" else None
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=self.patience + 10) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            words = json.load(error)["value"]["message"].split("\n")[0]
            raise BrowserError(words) from None
        except OSError as error:
            raise BrowserError(f"no answer from chromedriver: {error}") from None

    def cdp(self, command, **values):
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": values})

    def open(self, address):
        self.call("POST", "/url", {"url": address})

    def address(self):
        return self.call("GET", "/url")

    def run(self, script, *arguments):
        """What a script returns."""
        return self.call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def promised(self, script, *arguments):
        """What the promise holds that a script's function `work` returns."""
        wrapped = (
            "const done = arguments[arguments.length - 1];" + script
            + "; Promise.resolve(work(...Array.prototype.slice.call(arguments, 0, -1)))"
            + ".then(value => done({ value }), error => done({ error: String(error) }));")
        answer = self.call("POST", "/execute/async", {"script": wrapped, "args": list(arguments)})
        if "error" in answer:
            raise BrowserError(answer["error"])
        return answer.get("value")

    def window(self, width, height):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def scripts(self, on):
        self.cdp("Emulation.setScriptExecutionDisabled", value=not on)

    def paper(self):
        """The page as it prints, with the page's own paper size and margins."""
        return base64.b64decode(self.cdp("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])

    def picture(self):
        return base64.b64decode(self.call("GET", "/screenshot"))

    def requests(self):
        """Addresses that pages asked for since the last call; the browser's own, such as its first tab, do not count."""
        addresses = []
        for entry in self.call("POST", "/se/log", {"type": "performance"}):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                addresses.append(message["params"]["request"]["url"])
        return [address for address in addresses if not address.startswith(("chrome:", "data:"))]

    def complaints(self):
        """What the console says since the last call: refused requests, failed scripts."""
        return [entry["message"] for entry in self.call("POST", "/se/log", {"type": "browser"})]

    def all(self, selector):
        found = self.call("POST", "/elements", {"using": "css selector", "value": selector})
        return [element[ELEMENT] for element in found]

    def one(self, selector):
        """Waits for it: a click may still be loading the next page."""
        until = time.monotonic() + min(10, self.patience)
        while True:
            found = self.all(selector)
            if found:
                return found[0]
            if time.monotonic() > until:
                raise BrowserError(f"there is no {selector} on {self.address()}")
            time.sleep(0.1)

    def text(self, selector):
        return self.call("GET", f"/element/{self.one(selector)}/text")

    def click(self, selector):
        self.call("POST", f"/element/{self.one(selector)}/click")

    def type(self, selector, text):
        self.call("POST", f"/element/{self.one(selector)}/value", {"text": text})

    def end(self):
        self.patience = min(self.patience, 5)
        if self.session:
            with contextlib.suppress(BrowserError):
                self.call("DELETE", "")
        for pid in (self.browser_pid, self.driver.pid):
            # The browser is gone when its session ended; one that hangs is not asked twice.
            if pid:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        self.driver.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def end_on_signals():
    """Lets `finally` run when the script that called this one is stopped."""
    def stop(number, _):
        raise SystemExit(128 + number)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
