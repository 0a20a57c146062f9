"""A private PostgreSQL that may be killed, filled and stopped: it belongs to this script alone."""

import glob
import os
import queue
import shutil
import subprocess
import threading
import time


def as_postgres():
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"]


def bin_folder():
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    return os.path.dirname(found[-1]) if found else os.path.dirname(shutil.which("initdb"))


class Server:
    port = "5432"

    def __init__(self, folder, **more):
        self.folder, self.data, self.bin = folder, folder + "/data", bin_folder()
        os.makedirs(folder, exist_ok=True)
        os.chmod(folder, 0o755)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        run = ["--pgdata=" + self.data, "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--auth=trust"]
        self.run([self.bin + "/initdb", *run])
        settings = {
            "unix_socket_directories": folder, "fsync": "off", "full_page_writes": "off",
            "log_line_prefix": "%m [%p] %q%u@%d %a ", "timezone": "UTC", "max_connections": "60", "log_connections": "on",
            "restart_after_crash": "on", "listen_addresses": "", "deadlock_timeout": "200ms",
            **more,
        }
        with open(self.data + "/postgresql.auto.conf", "w") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        self.start()

    def run(self, command, check=True):
        done = subprocess.run(as_postgres() + command, capture_output=True, text=True, cwd="/")
        if check and done.returncode != 0:
            raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")
        return done

    def control(self, *arguments, check=True):
        # The server must not hold our pipes, so its output goes to a file.
        command = as_postgres() + [self.bin + "/pg_ctl", "-D", self.data, "-w", "-l", self.folder + "/log", *arguments]
        with open(self.folder + "/control.log", "a") as log:
            code = subprocess.run(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd="/").returncode
        if check and code != 0:
            raise RuntimeError(f"pg_ctl {arguments} ended with {code}")

    def start(self):
        self.control("start")

    def restart(self, mode):
        self.control("restart", "-m", mode)

    def stop(self):
        self.control("stop", "-m", "immediate", check=False)

    def log(self):
        with open(self.folder + "/log", errors="replace") as file:
            return file.read()

    @property
    def socket(self):
        return f"{self.folder}/.s.PGSQL.{self.port}"

    def environment(self, database, user="batch", host=None):
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
        return {**kept, "PGHOST": host or self.folder, "PGPORT": self.port, "PGUSER": user, "PGDATABASE": database,
                "LANG": "C.UTF-8"}

    def sql(self, database, text, user="postgres", check=True):
        """Runs a script in a session of its own; the rows as text."""
        for attempt in range(100):
            done = subprocess.run(
                ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-f", "-"], input=text, capture_output=True, text=True,
                env={**self.environment(database, user), "PGAPPNAME": "driver"})
            if done.returncode == 0:
                return done.stdout.splitlines()
            if done.returncode != 2 or not check:
                break
            # No connection: the server is on its way up again.
            time.sleep(0.1)
        if check:
            raise RuntimeError(f"{done.stderr}\nin: {text[:400]}")
        return []


class Talk:
    """One psql that stays: statement by statement in one session."""

    mark = "--end of answer--"

    def __init__(self, server, database, user="postgres", name="talk"):
        self.process = subprocess.Popen(
            ["psql", "-XqAt"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**server.environment(database, user), "PGAPPNAME": name})
        self.lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))
        self.lines.put(None)

    def send(self, text):
        self.process.stdin.write(text + f";\n\\echo {self.mark}\n")
        self.process.stdin.flush()

    def answer(self, timeout=30):
        rows = []
        while True:
            line = self.lines.get(timeout=timeout)
            if line is None:
                raise EOFError("\n".join(rows))
            if line == self.mark:
                return rows
            rows.append(line)

    def ask(self, text, timeout=30):
        self.send(text)
        return self.answer(timeout)

    def close(self):
        self.process.kill()
        self.process.wait()
