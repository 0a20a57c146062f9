"""Faults of room, rights to wait, and time: rows 5, 6, 14, 15, 17, 18, 21, 25, 27 and 28."""

import os
import signal
import subprocess
import threading
import time

from lab import End, PERIOD
from proxy import At
from server import Talk

# Views over the company, with one that takes its time or sorts more than it may.
TABLES = ("periods", "people", "teams", "team_members", "objectives", "key_results", "key_result_versions", "key_result_authors",
          "tasks", "task_assignees", "reviews")


def slow_source(lab, schema, tasks):
    views = "".join(f"CREATE VIEW {schema}.{table} AS SELECT * FROM collab.{table};" for table in TABLES if table != "tasks")
    lab.sql(f"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}; GRANT USAGE ON SCHEMA {schema} TO batch; {views} "
            f"CREATE VIEW {schema}.tasks AS {tasks}; GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO batch")
    return ["--source-schema", schema]


def row_05_disk_full(lab):
    """Results go to a file system that is too small for them."""
    folder = lab.folder + "/small"
    os.makedirs(folder)
    # A bigger company in the same period, so that there is something to stage.
    sizes = lab.spread(200, 1600, lab.count(8))
    for kilobytes in sizes:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=0777", "tmpfs", folder]).returncode != 0:
            yield lab.claim("disk full", False, "a file system in memory cannot be mounted here (must be root): not tried")
            return
        try:
            os.makedirs(folder + "/space")
            os.chmod(folder + "/space", 0o700)
            subprocess.run(["chown", "postgres", folder + "/space"], check=True)
            lab.sql("CREATE TABLESPACE small LOCATION '" + folder + "/space'")
            lab.sql("GRANT CREATE ON TABLESPACE small TO batch, fairshare_owner; ALTER ROLE batch SET default_tablespace = small")
            empty = used(folder)

            def fault():
                # What is taken while nothing runs leaves room for the run's tables to begin, not to end.
                filler = folder + "/filler"
                with open(filler, "wb") as file:
                    file.write(b"0" * max(0, (kilobytes - 150) * 1024 - empty))
                end = lab.fairshare(lab.batch())
                kept = used(folder) - os.path.getsize(filler) - empty
                lab.sql("CHECKPOINT")
                deadline = time.monotonic() + 5
                while used(folder) - os.path.getsize(filler) - empty > 8192 and time.monotonic() < deadline:
                    time.sleep(0.1)
                kept = used(folder) - os.path.getsize(filler) - empty
                if kept > 8192:
                    end.text += f" {kept} bytes are kept"
                    end.exit = -1
                os.unlink(filler)
                lab.sql("ALTER ROLE batch RESET default_tablespace")
                return end

            yield lab.point(f"{kilobytes} kB for results", fault, exits=(75,), says=("FS016", "53100", "Nothing was published"))
            lab.sql("DROP TABLESPACE small")
        finally:
            subprocess.run(["umount", folder])


def used(folder):
    room = os.statvfs(folder)
    return (room.f_blocks - room.f_bfree) * room.f_frsize


def row_06_lock_held(lab):
    """Somebody holds a table of the source or of the results."""
    for table in ("collab.tasks", "collab.people", "fairshare.shares", "fairshare.runs", "fairshare.published_runs", "fairshare.findings"):
        for patience in (3,):
            yield lab.point(f"{table} locked", lambda: locked(lab, table, patience), exits=(75,), within=patience + 4,
                            says=("FS014", table, "Nothing was published"))
    yield lab.point("collab.tasks locked, built-in patience", lambda: locked(lab, "collab.tasks", 25), exits=(75,), within=33,
                    says=("FS014", "collab.tasks"))


def locked(lab, table, patience):
    holder = Talk(lab.server, lab.database, name="holder")
    try:
        holder.ask("BEGIN")
        holder.ask(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        pid = holder.ask("SELECT pg_backend_pid()")[0]
        end = lab.fairshare(lab.batch(), environment={"FAIRSHARE_RUN_PATIENCE_SECONDS": str(patience)})
        if pid not in end.text:
            end.exit, end.text = -1, f"does not name server process {pid}: {end.text}"
        return end
    finally:
        holder.close()
        time.sleep(0.1)


def row_14_statement_timeout(lab):
    """A statement of the extract runs longer than the role may."""
    source = slow_source(lab, "slow", "SELECT t.* FROM collab.tasks AS t, pg_sleep(1)")
    for milliseconds in (150, 300, 500):
        yield lab.point(
            f"statement_timeout {milliseconds} ms",
            lambda: lab.fairshare(lab.batch(*source), environment={"PGOPTIONS": f"-c statement_timeout={milliseconds}"}), exits=(75,),
            says=("FS015", "step extract", "57014", "statement_timeout", "Nothing was published"))


def row_15_idle_in_transaction(lab):
    """The server ends sessions that idle in a transaction while the models compute: there are none."""
    lab.sql("ALTER ROLE batch SET idle_in_transaction_session_timeout = '300ms'")
    messages = lab.messages()
    try:
        for number in lab.spread(len(messages) // 2, len(messages) - 2, lab.count(6)):
            idle = []

            def act(session):
                box["process"].send_signal(signal.SIGSTOP)
                thread.start()

            def wake():
                time.sleep(0.2)
                idle.extend(lab.sql("SELECT application_name FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' "
                                    "AND application_name LIKE '%/extract'"))
                time.sleep(0.5)
                box["process"].send_signal(signal.SIGCONT)

            box, thread = {}, threading.Thread(target=wake)

            def fault():
                proxy = lab.proxy(At(number, act))
                try:
                    box["process"] = lab.start(lab.batch(), host=proxy.folder)
                    _, text = box["process"].communicate(timeout=60)
                    return End(-1 if idle else box["process"].returncode, 0, text + f" {idle}")
                finally:
                    proxy.close()

            yield lab.point(f"stopped for 0.7 s at message {number}", fault)
    finally:
        lab.sql("ALTER ROLE batch RESET idle_in_transaction_session_timeout")


def row_17_temporary_space(lab):
    """A sort may not use as much temporary room as it needs."""
    source = slow_source(lab, "sorting", "SELECT t.* FROM collab.tasks AS t, (SELECT count(*) FROM (SELECT repeat('x', 100) || i AS a "
                         "FROM generate_series(1, 60000) AS i ORDER BY md5(i::text) OFFSET 1) AS s) AS c")
    lab.sql("ALTER ROLE batch SET temp_file_limit = '1MB'; ALTER ROLE batch SET work_mem = '64kB'")
    try:
        yield lab.point("temp_file_limit 1 MB", lambda: lab.fairshare(lab.batch(*source)), exits=(75,),
                        says=("FS016", "53400", "temp_file_limit", "Nothing was published"))
    finally:
        lab.sql("ALTER ROLE batch RESET temp_file_limit; ALTER ROLE batch RESET work_mem")


def row_18_deadlock(lab):
    """Another session takes the pointer first and the fence after it: the run is the one that is given up, and tries again."""
    for turn in range(lab.count(10)):
        yield lab.point(f"deadlock {turn + 1}", lambda: deadlock(lab), exits=(0,))


def deadlock(lab):
    other = Talk(lab.server, lab.database, name="writer")
    try:
        other.ask("SET deadlock_timeout = '20s'")
        other.ask("BEGIN")
        other.ask(f"UPDATE fairshare.published_runs SET run_id = run_id WHERE period_id = '{PERIOD}'")
        process = lab.start(lab.batch())
        deadline = time.monotonic() + 20
        waits = "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'fairshare/%/control' AND wait_event_type = 'Lock'"
        while lab.sql(waits) == ["0"] and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.02)
        other.ask(f"SELECT fence FROM fairshare.period_fences WHERE period_id = '{PERIOD}' FOR UPDATE")
        other.ask("COMMIT")
        _, text = process.communicate(timeout=60)
        return End(process.returncode, 0, text)
    finally:
        other.close()


def row_21_server_full(lab):
    """The role may open no, or too few, connections."""
    try:
        for limit in (0, 1, 3):
            lab.sql(f"ALTER ROLE batch CONNECTION LIMIT {limit}")
            yield lab.point(f"connection limit {limit}", lambda: freed(lab, lab.fairshare(lab.batch())), within=60, exits=(75,),
                            says=("Nothing was published", "53300"))
            lab.sql("ALTER ROLE batch CONNECTION LIMIT -1")
        lab.sql("ALTER ROLE batch CONNECTION LIMIT 0")
        timer = threading.Timer(1.5, lambda: lab.sql("ALTER ROLE batch CONNECTION LIMIT -1"))
        timer.start()
        yield lab.point("connection limit lifted after 1.5 s", lambda: lab.fairshare(lab.batch()), within=60, exits=(0,))
        timer.join()
    finally:
        lab.sql("ALTER ROLE batch CONNECTION LIMIT -1")


def freed(lab, end):
    lab.sql("ALTER ROLE batch CONNECTION LIMIT -1")
    return end


def row_25_out_of_memory(lab):
    """The batch may not use as much memory as it needs."""
    for megabytes in lab.spread(60, 1200, lab.count(10)):
        yield lab.point(f"{megabytes} MB of addresses", lambda: lab.fairshare(lab.batch(), prefix=["prlimit", f"--as={megabytes << 20}"]),
                        exits=tuple(range(-64, 0)) + (0, 70, 75, 127, 132, 133, 134, 139))
    limit = 128
    end = lab.fairshare(lab.batch("--force"), prefix=["/usr/bin/env", "python3", "-c", PEAK])
    peak = int(end.text.rsplit("peak=", 1)[-1].split()[0]) if "peak=" in end.text else 0
    yield lab.claim(f"peak memory {peak >> 10} MB of {limit} MB for a company of four", 0 < peak <= limit << 10, end.text)


PEAK = "import resource, subprocess, sys; code = subprocess.run(sys.argv[1:]).returncode; " \
    "print('peak=%d' % resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(code)"


def row_28_report_folder(lab):
    """Reports cannot be written: the published result stands, no file is torn."""
    if lab.fairshare(lab.batch("--force")).exit != 0:
        yield lab.claim("a run before reports", False)
        return
    good = lab.folder + "/reports"
    end = lab.fairshare(["report", "--out", good])
    yield lab.claim("reports with room", end.exit == 0, end.text)
    whole = sizes(good)
    small = lab.folder + "/tiny"
    os.makedirs(small)
    total = sum(whole.values()) // 1024
    for kilobytes in lab.spread(4, max(8, total - 8), lab.count(6)):
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", small]).returncode != 0:
            yield lab.claim("report folder full", False, "a file system in memory cannot be mounted here: not tried")
            return
        try:
            def fault():
                end = lab.fairshare(["report", "--out", small])
                torn = [name for name, size in sizes(small).items() if size != whole.get(name)]
                if torn:
                    end.exit, end.text = -1, f"torn: {torn}"
                return end

            yield lab.point(f"{kilobytes} kB for {total} kB of reports", fault, exits=(75,), says=("FS050",), varies=False, recovers=False)
        finally:
            subprocess.run(["umount", small])
    for what, path in (("a file in the way", lab.folder + "/file/reports"), ("a folder of the system", "/proc/reports")):
        open(lab.folder + "/file", "w").close()
        yield lab.point(what, lambda: lab.fairshare(["report", "--out", path]), exits=(75,), says=("FS050",), varies=False, recovers=False)
    end = lab.fairshare(["report", "--out", small])
    now = sizes(small)
    yield lab.claim("the same reports once there is room", end.exit == 0 and now == whole, end.text)


def sizes(folder):
    """The size of every file below a folder."""
    paths = [os.path.join(root, name) for root, _, names in os.walk(folder) for name in names]
    return {os.path.relpath(path, folder): os.path.getsize(path) for path in paths}
