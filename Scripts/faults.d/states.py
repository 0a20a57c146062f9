"""Faults of state: rows 4, 8, 10 to 13, 19, 22 to 24, 27, 29 and 30."""

import html.parser
import os
import re
import resource
import shutil
import signal
import subprocess
import threading
import time

from lab import End, Lab, PERIOD
from proxy import At
from server import Talk, as_postgres


def row_04_two_batches(lab):
    """A second batch begins while the first is in the middle."""
    last = len(lab.messages())
    for number in lab.spread(last // 8, last - 20, lab.count(6)):
        box = {}

        def act(session):
            box["process"].send_signal(signal.SIGSTOP)

        def fault():
            proxy = lab.proxy(At(number, act))
            try:
                box["process"] = process = lab.start(lab.batch(), host=proxy.folder)
                while not proxy.judge.has_happened and process.poll() is None:
                    time.sleep(0.01)
                second = lab.fairshare(lab.batch())
                process.send_signal(signal.SIGCONT)
                process.communicate(timeout=60)
                return second
            finally:
                proxy.close()

        yield lab.point(f"the second at message {number}", fault, exits=(75,), within=max(2, 3 * lab.usual),
                        says=("FS040", "server process", "connected since", "Nothing was published"))


def row_08_login_and_certificates(lab):
    """Wrong password, wrong authority, wrong host: 78 at the first try, and the secret shows nowhere."""
    data, folder = lab.server.data, lab.folder
    canary = "canary-6dd1f4"
    for name in ("good", "other"):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=DNS:localhost", "-keyout", f"{folder}/{name}.key", "-out", f"{folder}/{name}.crt"],
                       check=True, capture_output=True)
    for name in ("key", "crt"):
        shutil.copy(f"{folder}/good.{name}", f"{data}/server.{name}")
        shutil.chown(f"{data}/server.{name}", "postgres", "postgres")
        os.chmod(f"{data}/server.{name}", 0o600)
    with open(data + "/postgresql.auto.conf") as file:
        settings = file.read()
    with open(data + "/postgresql.auto.conf", "a") as file:
        file.write("listen_addresses = '127.0.0.1'\nssl = on\nport = 54329\n")
    with open(data + "/pg_hba.conf") as file:
        rules = file.read()
    with open(data + "/pg_hba.conf", "w") as file:
        file.write("hostssl all all 127.0.0.1/32 scram-sha-256\n" + rules)
    lab.server.restart("fast")
    lab.server.port = "54329"
    lab.sql("ALTER ROLE batch PASSWORD 'right'")
    usual = {"PGHOST": "localhost", "PGSSLMODE": "verify-full", "PGSSLROOTCERT": folder + "/good.crt", "PGPASSWORD": "right"}
    yield lab.point("all is right", lambda: lab.fairshare(lab.batch(), environment=usual), exits=(0,))
    faults = {
        "wrong password": {"PGPASSWORD": canary}, "wrong authority": {"PGSSLROOTCERT": folder + "/other.crt", "PGPASSWORD": canary},
        "wrong host": {"PGHOST": "127.0.0.1", "PGPASSWORD": canary},
        "no root file": {"PGSSLROOTCERT": folder + "/missing.crt", "PGPASSWORD": canary}, "no password": {"PGPASSWORD": ""},
    }
    for what, change in faults.items():
        seen, mark = [], len(lab.server.log())

        def fault():
            process = lab.start(lab.batch(), environment={**usual, **change})
            with open(f"/proc/{process.pid}/cmdline") as file:
                seen.append(file.read())
            started = time.monotonic()
            _, text = process.communicate(timeout=60)
            seen.append(text)
            return End(process.returncode, time.monotonic() - started, text)

        held = lab.point(what, fault, exits=(78,), within=15)
        log = lab.server.log()[mark:]
        tries = log.count('password authentication failed for user "batch"')
        yield held and lab.claim(f"{what}: one try, and the secret shows nowhere", tries <= 1 and canary not in " ".join(seen) + log, f"{tries} tries")
    with open(data + "/pg_hba.conf", "w") as file:
        file.write(rules)
    with open(data + "/postgresql.auto.conf", "w") as file:
        file.write(settings)
    lab.server.port = "5432"
    lab.server.restart("fast")


def row_10_surroundings(lab):
    """Other threads, locale, zone, plans and order of rows give the same bytes."""
    def digest():
        return lab.sql("SELECT result_digest FROM fairshare.runs JOIN fairshare.published_runs USING (run_id)")[0]

    lab.fairshare(lab.batch("--force"))
    reference, seen = digest(), lab.seen().split()[1]
    variants = [({}, ["--jobs", str(jobs)]) for jobs in (1, 2, 3, 8)]
    variants += [({"LANG": lang, "LC_ALL": lang}, []) for lang in ("C", "zh_CN.UTF-8", "tr_TR.UTF-8")]
    variants += [({"TZ": zone, "PGTZ": zone}, []) for zone in ("UTC", "Asia/Kathmandu", "America/New_York")]
    variants += [({"PGOPTIONS": options}, []) for options in (
        "-c enable_hashjoin=off -c enable_seqscan=off", "-c extra_float_digits=0 -c datestyle=German", "-c jit=on -c jit_above_cost=0")]
    variants += [({"SWIFT_DETERMINISTIC_HASHING": "1"}, [])]
    for turn, (environment, more) in enumerate(variants):
        if turn % 4 == 3:
            for table in ("people", "tasks", "task_assignees", "reviews"):
                lab.sql(f"CREATE TABLE public.x AS SELECT * FROM collab.{table} ORDER BY random(); TRUNCATE collab.{table} CASCADE; "
                        f"INSERT INTO collab.{table} SELECT * FROM public.x; DROP TABLE public.x")
        end = lab.fairshare(lab.batch("--force", *more), environment=environment)
        yield lab.claim(f"{environment} {more}", end.exit == 0 and digest() == reference and lab.seen().split()[1] == seen, end.text)


def row_11_rows_hidden(lab):
    """A policy hides rows from the batch, or a grant is lost."""
    for table in ("people", "reviews", "task_assignees"):
        lab.sql(f"ALTER TABLE collab.{table} ENABLE ROW LEVEL SECURITY; ALTER TABLE collab.{table} FORCE ROW LEVEL SECURITY; "
                f"CREATE POLICY nothing ON collab.{table} USING (false)")
        yield lab.point(f"a policy on {table}", lambda: undone(
            lab, lab.fairshare(lab.batch()), f"DROP POLICY nothing ON collab.{table}; ALTER TABLE collab.{table} DISABLE ROW LEVEL SECURITY; "
            f"ALTER TABLE collab.{table} NO FORCE ROW LEVEL SECURITY"), exits=(77,), says=("FS017", table, "Nothing was published"))
        lab.sql(f"REVOKE SELECT ON collab.{table} FROM fairshare_batch")
        yield lab.point(f"no grant on {table}", lambda: undone(
            lab, lab.fairshare(lab.batch()), "SELECT fairshare.apply_rights()"), exits=(77,), says=("FS017", table, "Nothing was published"))


def undone(lab, end, script):
    lab.sql(script)
    return end


HOSTILE = ["<script>alert(1)</script>", "\" onmouseover=\"x()", "'><img src=x onerror=x()>", "{{#people}}", "=1+1", "@SUM(A1)",
           "\u202eevil", "javascript:alert(1)", "</title><svg onload=x()>", "]]><!--", "%n%s"]


class Live(html.parser.HTMLParser):
    """Collects what a browser would run."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f"{tag} {name}={value}")
        if tag in ("iframe", "object", "embed", "img"):
            self.found.append(tag)
        if tag == "script":
            self.found.append("script")


def row_12_hostile_names(lab):
    """Names that try to be markup, formulas or templates."""
    def live(folder):
        found = []
        for root, _, names in os.walk(folder):
            for name in names:
                parser = Live()
                with open(os.path.join(root, name), encoding="utf-8", errors="replace") as file:
                    text = file.read()
                if name.endswith(".html"):
                    parser.feed(text)
                    found += parser.found
                if name.endswith(".csv"):
                    found += [cell for cell in re.split(r"[,\n]", text) if cell.lstrip('"')[:1] in "=@\t" and cell.strip('"')]
        return sorted(found)

    lab.fairshare(lab.batch("--force"))
    end = lab.fairshare(["report", "--out", lab.folder + "/plain"])
    plain = live(lab.folder + "/plain")
    for number, name in enumerate(HOSTILE):
        quoted = "'" + name.replace("'", "''") + "'"
        lab.sql(f"UPDATE collab.people SET display_name = {quoted} || person_id; UPDATE collab.teams SET name = {quoted}; "
                f"UPDATE collab.key_results SET title = {quoted}; UPDATE collab.objectives SET title = {quoted}")
        out = f"{lab.folder}/hostile{number}"
        end = lab.fairshare(["report", "--out", out])
        yield lab.claim(f"{name!r}", end.exit == 0 and live(out) == plain, end.text + str(live(out))[:300])
    lab.sql("UPDATE collab.people SET display_name = person_id; UPDATE collab.teams SET name = team_id")


def row_13_too_wide_rights(lab):
    """The catalogue query, a row a violation, returns none, and one for each thing that is put in its way."""
    with open(lab.root + "/SQL/queries/rights_violations.sql") as file:
        query = file.read()

    def violations():
        # How the lab lets logins in is its own affair.
        return [row for row in lab.sql(query) if not row.startswith("hba_")]

    yield lab.claim("rights as they are written down", violations() == [], "; ".join(violations()))
    for wrong in ("GRANT SELECT ON fairshare.shares TO PUBLIC", "GRANT UPDATE ON fairshare.shares TO fairshare_batch",
                  "GRANT SELECT ON collab.reviews TO fairshare_leader", "REVOKE SELECT ON collab.reviews FROM fairshare_batch"):
        lab.sql(wrong)
        found = violations()
        lab.sql("SELECT fairshare.apply_rights()")
        yield lab.claim(wrong, len(found) == 1 and violations() == [], "; ".join(found))


def row_19_source_changes(lab):
    """Somebody writes to several tables while they are read: one snapshot, so the tables agree."""
    stop = threading.Event()

    def write():
        talk, number = Talk(lab.server, lab.database, name="writer"), 0
        while not stop.is_set():
            number += 1
            talk.ask(f"BEGIN; INSERT INTO collab.tasks VALUES ('w{number}', 'k1', '', 1, '2026-04-02', '2026-04-10', 'delivered'); "
                     f"INSERT INTO collab.task_assignees VALUES ('w{number}', 'a', 'owner', NULL); "
                     f"INSERT INTO collab.reviews VALUES ('w{number}', 'w{number}', 'b', NULL, '2026-04-10', 'approve', 1, 'code'); COMMIT")
            time.sleep(0.01)
        talk.close()

    counts = "SELECT row_counts ->> 'tasks', row_counts ->> 'task_assignees', row_counts ->> 'reviews' FROM fairshare.runs " \
        "WHERE state = 'published'"
    still = [int(n) for n in lab.sql(counts)[0].split("|")] if lab.fairshare(lab.batch("--force")).exit == 0 else [0, 0, 0]
    still = [int(n) for n in lab.sql(counts)[0].split("|")]
    writer = threading.Thread(target=write)
    writer.start()
    try:
        for turn in range(lab.count(50)):
            end = lab.fairshare(lab.batch("--jobs", str(1 + turn % 2)))
            now = [int(n) for n in lab.sql(counts)[0].split("|")]
            grown = {after - before for before, after in zip(still, now)}
            orphans = lab.sql("SELECT count(*) FROM fairshare.quarantined_rows JOIN fairshare.published_runs USING (run_id) "
                              "WHERE source_table <> 'objectives'")
            yield lab.claim(f"run {turn + 1} under writes", end.exit == 0 and len(grown) == 1 and orphans == ["0"], f"{grown} {orphans} {end.text}")
    finally:
        stop.set()
        writer.join()
        lab.sql("DELETE FROM collab.tasks WHERE task_id LIKE 'w%'; DELETE FROM collab.task_assignees WHERE task_id LIKE 'w%'; "
                "DELETE FROM collab.reviews WHERE review_id LIKE 'w%'")
        lab.fairshare(lab.batch("--accept-drop", "what the writer wrote is gone again"))


def row_22_schema_version(lab):
    """The database is older or newer than the program."""
    newest = lab.sql("SELECT max(number) FROM fairshare.schema_migrations")[0]
    saved = lab.sql(f"SELECT format('(%s, %L, %L, %L)', number, name, checksum, applied_at) FROM fairshare.schema_migrations WHERE number = {newest}")[0]
    runs = "SELECT count(*) FROM fairshare.runs"
    before = lab.sql(runs)
    lab.sql(f"DELETE FROM fairshare.schema_migrations WHERE number = {newest}")
    yield lab.point("older", lambda: undone(
        lab, written(lab, lab.fairshare(lab.batch()), runs, before), f"INSERT INTO fairshare.schema_migrations VALUES {saved}"), exits=(78,),
        says=("FS020", newest, str(int(newest) - 1), "fairshare migrate"))
    lab.sql("INSERT INTO fairshare.schema_migrations VALUES (99, '0099_later.sql', 'x', now())")
    before = lab.sql(runs)
    yield lab.point("newer", lambda: undone(
        lab, written(lab, lab.fairshare(lab.batch()), runs, before), "DELETE FROM fairshare.schema_migrations WHERE number = 99"), exits=(78,),
        says=("FS021", "99", newest))


def row_31_standby(lab):
    """Bad input 54: the server follows another one and takes no writes."""
    lab.server.control("stop", "-m", "fast")
    # A folder of the server's own user: the copy is made in its name.
    folder = lab.server.folder + "/standby"
    os.makedirs(folder)
    shutil.chown(folder, "postgres", "postgres") if os.geteuid() == 0 else None
    lab.server.run(["cp", "-a", lab.server.data, folder])
    lab.server.run(["touch", folder + "/data/standby.signal"])
    lab.server.run(["sed", "-i", f"s#{lab.server.folder}#{folder}#", folder + "/data/postgresql.auto.conf"])
    lab.server.start()
    standby = ["-D", folder + "/data", "-w", "-l", folder + "/standby.log"]
    subprocess.run(as_postgres() + [lab.server.bin + "/pg_ctl", *standby, "start"], stdout=subprocess.DEVNULL, cwd="/", check=True)
    try:
        yield lab.point("run on a standby", lambda: lab.fairshare(lab.batch(), host=folder), exits=(78,), says=("FS028",), recovers=False)
        end = lab.fairshare(["doctor"], host=folder)
        yield lab.claim("doctor on a standby", end.exit == 78, end.text)
    finally:
        subprocess.run(as_postgres() + [lab.server.bin + "/pg_ctl", *standby, "-m", "immediate", "stop"], stdout=subprocess.DEVNULL, cwd="/")


def written(lab, end, query, before):
    """The end, as a fault where something was written before the check."""
    if lab.sql(query) != before:
        end.exit, end.text = -1, "something was written before the check"
    return end


def row_23_edited_migration(lab):
    """A migration that was applied differs from the program's."""
    for number in map(int, lab.sql("SELECT number FROM fairshare.schema_migrations ORDER BY 1")):
        name, checksum = lab.sql(f"SELECT name || ' ' || checksum FROM fairshare.schema_migrations WHERE number = {number}")[0].split()
        lab.sql(f"UPDATE fairshare.schema_migrations SET checksum = repeat('ab', 32) WHERE number = {number}")
        for arguments in (["migrate"], lab.batch()):
            end = lab.fairshare(arguments)
            yield lab.claim(f"{name}, {arguments[0]}", end.exit == 78 and "FS022" in end.text and name in end.text
                            and checksum[:8] in end.text and "abababab" in end.text, end.text)
        lab.sql(f"UPDATE fairshare.schema_migrations SET checksum = '{checksum}' WHERE number = {number}")


def row_24_migration_dies(lab):
    """The line is cut at a message of a migration: each migration is there whole or not at all."""
    from proxy import Recorder
    def fresh():
        lab.server.sql("postgres", "DROP DATABASE IF EXISTS migrating WITH (FORCE)")
        lab.server.sql("postgres", "CREATE DATABASE migrating")

    environment = {"PGDATABASE": "migrating"}
    fresh()
    recorder = Recorder()
    lab.through(recorder, ["migrate"], environment=environment)
    shape = "SELECT md5(string_agg(c.relname || a.attname || a.atttypid, ',' ORDER BY c.relname, a.attnum)) FROM pg_class AS c JOIN pg_attribute AS a " \
        "ON a.attrelid = c.oid JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname IN ('fairshare', 'collab')"
    whole = lab.server.sql("migrating", shape)
    messages = len(recorder.messages)
    for number in lab.spread(3, messages, lab.count(30)):
        fresh()
        lab.through(At(number, "cut"), ["migrate"], environment=environment)
        tables = lab.server.sql("migrating", "SELECT count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace "
                                "WHERE n.nspname IN ('fairshare', 'collab') AND c.relkind IN ('r', 'p')")
        applied = lab.server.sql("migrating", "SELECT CASE WHEN to_regclass('fairshare.schema_migrations') IS NULL THEN 'none' ELSE 'some' END")
        end = lab.fairshare(["migrate"], environment=environment)
        yield lab.claim(f"cut at message {number}", end.exit == 0 and lab.server.sql("migrating", shape) == whole
                        and (tables == ["0"]) == (applied == ["none"]), f"{tables} {applied} {end.text}")
    lab.server.sql("postgres", "DROP DATABASE IF EXISTS migrating WITH (FORCE)")


def row_27_clock(lab):
    """The clock of the machine is wrong, jumps, or stands at a change of clocks or a leap second."""
    if not shutil.which("faketime"):
        yield lab.claim("clock", False, "faketime is not installed: not tried")
        return
    lab.fairshare(lab.batch("--force"))
    query = "SELECT result_digest FROM fairshare.runs JOIN fairshare.published_runs USING (run_id)"
    reference, seen = lab.sql(query), lab.seen().split()[1]
    for zone, clock in (("UTC", "-400d"), ("UTC", "+400d"), ("Europe/Berlin", "2026-03-29 01:59:59"), ("America/New_York", "2026-11-01 01:59:59"),
                        ("UTC", "2016-12-31 23:59:59"), ("Asia/Shanghai", "1999-12-31 23:59:59"), ("UTC", "-3s x0.5"), ("UTC", "+2s x5")):
        end = lab.fairshare(lab.batch("--force"), prefix=["faketime", "-f", clock if clock[0] in "+-" else "@" + clock], environment={"TZ": zone})
        yield lab.claim(f"{clock} in {zone}", end.exit == 0 and lab.sql(query) == reference and lab.seen().split()[1] == seen, end.text)


def row_29_deep_goals(lab):
    """Chains of goals as deep as nobody writes them, cycles, and a goal with a hundred thousand children."""
    keep = "CREATE TABLE public.objectives AS TABLE collab.objectives; CREATE TABLE public.key_results AS TABLE collab.key_results"
    back = "TRUNCATE collab.objectives, collab.key_results CASCADE; INSERT INTO collab.objectives TABLE public.objectives; " \
        "INSERT INTO collab.key_results TABLE public.key_results; DROP TABLE public.objectives, public.key_results"
    size = 100_000
    shapes = {
        "a chain": ("CASE WHEN i = 1 THEN NULL ELSE 'dk' || (i - 1) END", "goal_depth", 10_000),
        "a cycle": (f"'dk' || CASE WHEN i = 1 THEN {size} ELSE i - 1 END", "goal_cycle", 1),
        "a parent of itself": ("'dk' || i", "goal_cycle", 1),
        "one parent for all": ("CASE WHEN i = 1 THEN NULL ELSE 'dk1' END", None, 0),
    }
    for what, (parent, code, least) in shapes.items():
        # The deep goals are of an older period, and a goal of this one hangs below the last of them: walked, not scored.
        lab.sql(keep + "; INSERT INTO collab.periods VALUES ('older', '2025-01-01', '2025-03-31'); "
                f"INSERT INTO collab.objectives SELECT 'do' || i, 'older', NULL, NULL, {parent}, 'okr', '' "
                f"FROM generate_series(1, {size}) AS i; INSERT INTO collab.key_results SELECT 'dk' || i, 'do' || i, NULL, '' "
                f"FROM generate_series(1, {size}) AS i; UPDATE collab.objectives SET parent_key_result_id = 'dk{size}' WHERE objective_id = 'o1'")
        # Processor time, because a machine that is busy otherwise would be measured too.
        before = cpu()
        end = lab.fairshare(lab.batch(), timeout=300)
        seconds = cpu() - before
        found = lab.sql("SELECT count(*) FROM fairshare.quarantined_rows JOIN fairshare.published_runs USING (run_id) "
                        f"WHERE code = '{code}'")[0]
        lab.sql("UPDATE collab.objectives SET parent_key_result_id = NULL WHERE objective_id LIKE 'do%' OR objective_id = 'o1'")
        before = cpu()
        lab.fairshare(lab.batch("--force"), timeout=300)
        flat = cpu() - before
        lab.sql(back + "; DELETE FROM collab.periods WHERE period_id = 'older'")
        yield lab.claim(f"{what}: {seconds:.1f} s, {flat:.1f} s without parents, {found} set aside",
                        end.exit == 0 and seconds - flat <= 1.0 and int(found) >= least, end.text)
    lab.fairshare(lab.batch("--force"))


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def row_30_pooler(lab):
    """A connection pooler that hands out sessions by the transaction, and one that does not."""
    program = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
    if not os.path.exists(program):
        yield lab.claim("pooler", False, "pgbouncer is not installed: not tried")
        return
    for mode, exits, words in (("transaction", (78,), ("FS027", "pool_mode = session")), ("session", (0,), ())):
        folder = f"{lab.folder}/pool-{mode}"
        os.makedirs(folder)
        shutil.chown(folder, "postgres", "postgres") if os.geteuid() == 0 else None
        with open(folder + "/pgbouncer.ini", "w") as file:
            file.write(f"[databases]\ncompany = host={lab.server.folder} port={lab.server.port} dbname=company user=batch\n[pgbouncer]\n"
                       f"listen_addr =\nunix_socket_dir = {folder}\nlisten_port = 5432\nauth_type = any\npool_mode = {mode}\n"
                       f"logfile = {folder}/log\npidfile = {folder}/pid\ndefault_pool_size = 20\n"
                       "ignore_startup_parameters = extra_float_digits,options\n")
        process = subprocess.Popen(as_postgres() + [program, folder + "/pgbouncer.ini"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while not os.path.exists(folder + "/.s.PGSQL.5432") and time.monotonic() < deadline:
            time.sleep(0.05)
        more = {"PGPORT": "5432"}
        end = lab.fairshare(["doctor"], host=folder, environment=more)
        yield lab.claim(f"doctor over pool_mode {mode}", (end.exit == 78) == (mode == "transaction"), end.text)
        # The pooler keeps sessions of its own; they go with it.
        yield lab.point(f"run over pool_mode {mode}", lambda: lab.fairshare(lab.batch(), host=folder, environment=more), exits=exits, says=words,
                        after=lambda: (process.terminate(), process.wait()))
