"""Faults of connections and processes: rows 1, 2, 3, 7, 9, 16, 20 and 26."""

import random
import signal
import subprocess
import threading
import time

from lab import End
from proxy import At, AtCommit

QUICK = {"FAIRSHARE_RUN_PATIENCE_SECONDS": "2"}


def row_01_backend_killed(lab):
    """kill -9 of the server process that answers, near the end of the run; the whole server restarts."""
    messages = lab.messages()
    last = len(messages)
    for number in lab.spread(last * 2 // 3, last - 1, lab.count(20)):
        yield lab.point(f"backend killed at message {number}", lambda: lab.through(At(number, lambda s: lab.kill(s.pid), process=True)))


def row_02_commit_reply_lost(lab):
    """The reply to each COMMIT of the run is lost, one a run."""
    commits = sum(1 for _, kind, body, _ in lab.messages() if kind == "C" and body.rstrip(b"\0") == b"COMMIT")
    for number in range(1, commits + 1):
        yield lab.point(f"reply to COMMIT {number} of {commits} lost", lambda: lab.through(AtCommit(number)), exits=(0,))


def row_03_batch_killed(lab):
    """kill -9 of the batch at a message of the server."""
    last = len(lab.messages())
    for number in lab.spread(1, last - 1, lab.count(20)):
        yield lab.point(f"batch killed at message {number}", lambda: killed(lab, number, signal.SIGKILL), exits=(-9, 0))


def killed(lab, number, kind):
    """A run that is sent a signal at a message; its end is timed from the signal."""
    box = {}

    def act(session):
        box["at"] = time.monotonic()
        box["process"].send_signal(kind)

    # The message that the signal comes with goes through: a killed process reads it or not.
    proxy = lab.proxy(At(number, act))
    try:
        box["process"] = process = lab.start(lab.batch(), host=proxy.folder)
        _, text = process.communicate(timeout=60)
        return End(process.returncode, time.monotonic() - box.get("at", time.monotonic()), text)
    finally:
        proxy.close()


def row_07_frozen_peer(lab):
    """No byte moves any more while TCP stays up; once with the patience that is built in."""
    last = len(lab.messages())
    for number in lab.spread(2, last - 1, lab.count(12)):
        # A frozen line is given up, and each further try too: what counts is the time of one.
        yield lab.point(
            f"frozen at message {number}", lambda: lab.through(At(number, "freeze"), environment=QUICK), within=60)
    yield lab.point("backend stopped", lambda: stopped_backend(lab, last // 3), within=60)
    number = last // 4
    yield lab.point("frozen, built-in patience: time to notice", lambda: time_to_notice(lab, number), exits=(75,), within=30)


def stopped_backend(lab, number):
    """SIGSTOP of one server process: the server lives, the session does not."""
    stopped = []

    def act(session):
        stopped.append(session.pid)
        lab.kill(session.pid, signal.SIGSTOP)

    try:
        return lab.through(At(number, act, process=True), environment=QUICK)
    finally:
        for pid in stopped:
            lab.kill(pid, signal.SIGCONT)


def time_to_notice(lab, number):
    """How long the batch waits for a frozen line before it says so; it is stopped then, for it would try again."""
    frozen_at = []

    def act(session):
        frozen_at.append(time.monotonic())
        return "freeze"

    proxy = lab.proxy(At(number, act))
    try:
        process = lab.start(lab.batch(), host=proxy.folder)
        known = len(proxy.sessions)
        while process.poll() is None and not frozen_at:
            known = len(proxy.sessions)
            time.sleep(0.01)
        known = max(known, len(proxy.sessions))
        # The first thing that a batch does after it gave a line up is to open another.
        while process.poll() is None and len(proxy.sessions) <= known and time.monotonic() < frozen_at[0] + 90:
            time.sleep(0.01)
        noticed = time.monotonic() - frozen_at[0]
        process.send_signal(signal.SIGTERM)
        _, text = process.communicate(timeout=60)
        return End(process.returncode, noticed, text)
    finally:
        proxy.close()


def row_09_cut_at_every_message(lab):
    """The line is cut before the n-th message of the server."""
    last = len(lab.messages())
    for number in lab.spread(1, last, lab.count(90)):
        yield lab.point(f"cut at message {number} of {last}", lambda: lab.through(At(number, "cut")))


def row_16_server_restarts(lab):
    """The server is restarted at a message, fast and immediate."""
    last = len(lab.messages())
    for mode in ("fast", "immediate"):
        for number in lab.spread(last // 10, last - 2, lab.count(6)):
            def act(session):
                thread.start()

            thread = threading.Thread(target=lambda: lab.server.restart(mode))
            done = lab.point(f"{mode} restart at message {number}", lambda: lab.through(At(number, act)),
                             after=lambda: thread.is_alive() and thread.join(30))
            yield done


def row_20_exporter_killed(lab):
    """The session that exports the snapshot is ended while others read."""
    messages = lab.messages()
    extract = [number for number, _, _, name in messages if name.endswith("/extract")]
    for number in lab.spread(extract[3], extract[-2], lab.count(10)):
        def act(session):
            lab.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'fairshare/%/extract' "
                    "ORDER BY backend_start LIMIT 1")

        yield lab.point(f"exporter ended at message {number}", lambda: lab.through(At(number, act)))


def row_26_asked_to_stop(lab):
    """SIGTERM and SIGINT at random moments, while a statement waits for a lock, and while the line is frozen."""
    random.seed(26)
    last = len(lab.messages())
    for turn in range(lab.count(16)):
        number = random.randint(2, last - 1)
        kind = (signal.SIGTERM, signal.SIGINT)[turn % 2]
        code = (75, 130)[turn % 2]
        yield lab.point(f"{kind.name} at message {number}", lambda: stopped(lab, number, kind, code), exits=(0, code), within=5)
    for kind, code in ((signal.SIGTERM, 75), (signal.SIGINT, 130)):
        yield lab.point(f"{kind.name} while a table is locked", lambda: stopped_in_lock(lab, kind), exits=(code,), within=5)
        yield lab.point(f"{kind.name} while the line is frozen", lambda: stopped_frozen(lab, last // 3, kind), exits=(code,), within=5)


def stopped(lab, number, kind, code):
    end = killed(lab, number, kind)
    states = lab.sql("SELECT state FROM fairshare.runs ORDER BY run_id DESC LIMIT 1")
    if end.exit == code and states and states[0] not in ("cancelled", "published", "superseded", "unchanged"):
        end.exit, end.text = -1, f"the run is marked {states}"
    return end


def stopped_in_lock(lab, kind):
    from server import Talk
    holder = Talk(lab.server, lab.database, name="holder")
    try:
        holder.ask("BEGIN")
        holder.ask("LOCK TABLE collab.tasks IN ACCESS EXCLUSIVE MODE")
        process = lab.start(lab.batch())
        time.sleep(1 + lab.usual)
        return told(process, kind)
    finally:
        holder.close()


def stopped_frozen(lab, number, kind):
    proxy = lab.proxy(At(number, "freeze"))
    try:
        process = lab.start(lab.batch(), host=proxy.folder)
        while not proxy.is_frozen and process.poll() is None:
            time.sleep(0.01)
        time.sleep(0.5)
        return told(process, kind)
    finally:
        proxy.close()


def told(process, kind):
    at = time.monotonic()
    process.send_signal(kind)
    try:
        _, text = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        _, text = process.communicate()
    return End(process.returncode, time.monotonic() - at, text)
