"""One small company, one batch, and what must hold after whatever was done to them."""

import os
import signal
import subprocess
import threading
import time

from proxy import Proxy, Recorder
from server import Server, Talk

PERIOD = "2026Q2"

# What readers see of the period, in one statement: the company's shares, sums and judgements.
SEEN = f"""SELECT coalesce((SELECT run_id::text FROM fairshare.published_runs WHERE period_id = '{PERIOD}'), 'nothing') || ' ' || md5(
  coalesce((SELECT string_agg(concat_ws(',', key_result_id, person_id, model, share, share_low, share_high), '|'
    ORDER BY key_result_id, person_id, model) FROM fairshare.latest_shares), 'none')
  || coalesce((SELECT string_agg(concat_ws(',', person_id, credited, contributed, contributed_low, contributed_high), '|'
    ORDER BY person_id) FROM fairshare.latest_people), 'none')
  || coalesce((SELECT string_agg(concat_ws(',', key_result_id, value, coverage, people, state, reason), '|'
    ORDER BY key_result_id) FROM fairshare.latest_key_results), 'none'))"""

LEFT = """SELECT
  (SELECT count(*) FROM fairshare.runs WHERE state = 'running'),
  (SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'fairshare%' AND datname = current_database()),
  (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'),
  (SELECT count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = 'fairshare' AND c.relkind = 'r' AND c.relname ~ '_r[0-9a-f]{32}$' AND NOT c.relispartition)"""


class End:
    """How a program ended."""

    def __init__(self, exit, seconds, text):
        self.exit, self.seconds, self.text = exit, seconds, text


class Reader:
    """Asks again and again what readers see while something else goes on."""

    def __init__(self, lab):
        self.lab, self.seen, self.is_over = lab, set(), False
        self.asked = 0
        self.thread = threading.Thread(target=self._ask, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.is_over = True
        self.thread.join(10)

    def _ask(self):
        talk = None
        while not self.is_over:
            try:
                talk = talk or Talk(self.lab.server, self.lab.database, name="reader")
                rows = talk.ask(SEEN, timeout=5)
                if len(rows) == 1 and len(rows[0].split()) == 2:
                    self.seen.add(rows[0])
                    self.asked += 1
                elif not any("recovery" in row or "shutting down" in row or "terminat" in row or "connection" in row for row in rows):
                    self.seen.add("error: " + " ".join(rows)[:200])
            except Exception:  # The server is gone or mute: a reader comes back.
                if talk:
                    talk.close()
                talk = None
                time.sleep(0.05)
            time.sleep(0.004)
        if talk:
            talk.close()


class Lab:
    def __init__(self, folder, program, root, scale=1.0, verbose=False):
        self.folder, self.program, self.root = folder, program, root
        self.scale, self.verbose = scale, verbose
        self.server = Server(folder + "/server")
        self.database = "company"
        self.server.sql("postgres", "CREATE ROLE batch LOGIN; GRANT pg_read_all_stats TO batch")
        self.server.sql("postgres", "CREATE DATABASE company")
        self.proxies = 0
        self.comments = 1
        self.problems = []
        for arguments in (["migrate"], ["import", root + "/Fixtures/dirty/clean"], self.batch()):
            end = self.fairshare(arguments)
            if end.exit != 0:
                raise RuntimeError(end.text)
            if arguments == ["migrate"]:
                self.sql("GRANT fairshare_batch TO batch")
        self.usual = min(self.fairshare(self.batch("--force")).seconds for _ in range(3))

    def count(self, usual):
        """How many points of a sweep are tried."""
        return max(1, round(usual * self.scale))

    @staticmethod
    def batch(*more):
        return ["run", "--period", PERIOD, *more]

    def environment(self, host=None, user="batch", **more):
        return {**self.server.environment(self.database, user, host), **more}

    def start(self, arguments, host=None, environment=None, prefix=()):
        # A run has the rights of the batch and no more; everything else is done by the administrator.
        user = "batch" if arguments[0] == "run" else "postgres"
        return subprocess.Popen(
            [*prefix, self.program, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env=self.environment(host, user, **(environment or {})), cwd=self.folder)

    def fairshare(self, arguments, host=None, environment=None, prefix=(), timeout=180):
        started = time.monotonic()
        process = self.start(arguments, host, environment, prefix)
        try:
            _, text = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            _, text = process.communicate()
            text += "\nIT HUNG"
        return End(process.returncode, time.monotonic() - started, text)

    def proxy(self, judge):
        self.proxies += 1
        return Proxy(f"{self.folder}/p{self.proxies}", self.server.socket, judge)

    def through(self, judge, arguments=None, **more):
        """A run through a proxy; the proxy is gone afterwards."""
        proxy = self.proxy(judge)
        try:
            return self.fairshare(arguments or self.batch(), host=proxy.folder, **more)
        finally:
            proxy.close()

    def messages(self, arguments=None):
        """What the server says during a run that nothing disturbs."""
        self.vary()
        recorder = Recorder()
        end = self.through(recorder, arguments)
        if end.exit != 0:
            raise RuntimeError(end.text)
        return recorder.messages

    def sql(self, text, **more):
        return self.server.sql(self.database, text, **more)

    def vary(self):
        """Another input, so that a run has something to publish."""
        self.comments = 8 - self.comments
        self.sql(f"UPDATE collab.reviews SET comments = {self.comments}")

    def seen(self):
        return self.sql(SEEN)[0]

    def published(self):
        return int(self.sql("SELECT count(*) FROM fairshare.runs WHERE published_at IS NOT NULL")[0])

    def leftovers(self):
        """What a fault may not leave behind, once the next run was made; waits for sessions that are about to end."""
        deadline = time.monotonic() + 8
        while True:
            running, sessions, locks, tables = map(int, self.sql(LEFT)[0].split("|"))
            if not (running or sessions or locks or tables) or time.monotonic() > deadline:
                break
            time.sleep(0.1)
        names = ("runs left running", "sessions left", "locks left", "tables left")
        return [f"{count} {name}" for name, count in zip(names, (running, sessions, locks, tables)) if count]

    def point(self, what, fault, exits=(0, 75), within=None, says=(), recovers=True, varies=True, after=None):
        """One fault and all that must hold: the exit, what readers saw, what was published, and what is left.

        `fault` runs the batch and gives its `End`. The next run must need no help.
        """
        if varies:
            self.vary()
        old, before = self.seen(), self.published()
        problems = []
        with Reader(self) as reader:
            end = fault()
        if end.exit not in exits:
            problems.append(f"exit {end.exit}: {' '.join(end.text.split())[:400]}")
        if within is not None and end.seconds > within:
            problems.append(f"took {end.seconds:.1f} s, {within} s allowed")
        for word in says:
            if word not in end.text:
                problems.append(f"does not say {word!r}: {' '.join(end.text.split())[:400]}")
        if after:
            after()
        if recovers:
            again = self.fairshare(self.batch())
            if again.exit != 0:
                problems.append(f"the next run ended with {again.exit}: {' '.join(again.text.split())[:300]}")
            if again.seconds > 10 * self.usual + 25:
                problems.append(f"the next run took {again.seconds:.1f} s")
            new = self.seen()
            strange = [seen for seen in reader.seen if seen not in (old, new)]
            if strange:
                problems.append(f"readers saw {strange[0]}, not {old} or {new}")
            if varies and self.published() != before + 1:
                problems.append(f"published {self.published() - before} times")
            if end.exit == 0 and varies and self.sql("SELECT count(*) FROM fairshare.runs WHERE state = 'unchanged'") == ["0"]:
                problems.append("the next run did not find the result published")
            self.sql("DELETE FROM fairshare.run_steps USING fairshare.runs WHERE runs.run_id = run_steps.run_id AND state = 'unchanged'; "
                     "DELETE FROM fairshare.runs WHERE state = 'unchanged'")
            problems += self.leftovers()
        if problems:
            self.problems.append(f"{what}: " + "; ".join(problems))
        if self.verbose:
            print(f"    {what}: exit {end.exit} in {end.seconds:.2f} s, {reader.asked} looks {'; '.join(problems)}", flush=True)
        return not problems

    def claim(self, what, is_true, text=""):
        """A point of its own kind."""
        if not is_true:
            self.problems.append(f"{what}: {' '.join(text.split())[:500]}")
        if self.verbose:
            print(f"    {what}: {'held' if is_true else 'NOT HELD ' + text[:500]}", flush=True)
        return bool(is_true)

    def kill(self, pid, number=signal.SIGKILL):
        # 0 would be this script's own process group.
        if pid <= 0:
            raise ValueError("the process is not known")
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            pass

    def spread(self, first, last, count):
        """`count` whole numbers from first to last, evenly."""
        if count <= 1 or last <= first:
            return [first]
        return sorted({first + round(i * (last - first) / (count - 1)) for i in range(count)})

    def close(self):
        self.server.stop()
