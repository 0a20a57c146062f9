"""A stand-in between the batch and PostgreSQL: counts the server's messages and cuts, freezes or swallows at a chosen one."""

import os
import socket
import struct
import threading


class Session:
    """One connection through the proxy."""

    def __init__(self, client, server):
        self.client, self.server = client, server
        self.pid = 0
        self.name = ""
        self.is_frozen = False

    def cut(self):
        for end in (self.client, self.server):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


class Proxy:
    """Listens on a socket folder of its own; `judge(number, kind, body, session)` says what becomes of each message.

    `number` counts the messages of the server over all sessions, from 1. Answers of the judge: None forwards, "drop" swallows the
    message, "cut" ends the session before it, "lose" swallows it and ends the session, "freeze" moves no byte of any session any more.
    """

    def __init__(self, folder, server, judge=lambda number, kind, body, session: None):
        os.makedirs(folder, exist_ok=True)
        self.folder, self.path = folder, os.path.join(folder, ".s.PGSQL.5432")
        if os.path.exists(self.path):
            os.unlink(self.path)
        self.server = server
        self.judge = judge
        self.count = 0
        self.sessions = []
        self.is_frozen = False
        self.lock = threading.Lock()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        self.listener.listen(64)
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self.listener.close()
        self.is_frozen = False
        for session in self.sessions:
            session.cut()
        os.unlink(self.path)

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            if self.is_frozen:
                # The line stays open, as with a machine that hangs.
                self.sessions.append(Session(client, client))
                continue
            server = socket.socket(socket.AF_UNIX)
            try:
                server.connect(self.server)
            except OSError:
                client.close()
                continue
            session = Session(client, server)
            self.sessions.append(session)
            threading.Thread(target=self._forth, args=(session,), daemon=True).start()
            threading.Thread(target=self._back, args=(session,), daemon=True).start()

    def _forth(self, session):
        first = True
        try:
            while True:
                data = session.client.recv(65536)
                while self.is_frozen:
                    threading.Event().wait(0.05)
                    if session.client.fileno() < 0:
                        return
                if not data:
                    break
                if first:
                    first = False
                    parts = data[8:].split(b"\0")
                    if b"application_name" in parts:
                        session.name = parts[parts.index(b"application_name") + 1].decode()
                session.server.sendall(data)
        except OSError:
            pass
        session.cut()

    def _back(self, session):
        buffer = b""
        try:
            while True:
                data = session.server.recv(65536)
                if not data:
                    break
                buffer += data
                out = b""
                while len(buffer) >= 5:
                    length = struct.unpack("!I", buffer[1:5])[0] + 1
                    if len(buffer) < length:
                        break
                    message, buffer = buffer[:length], buffer[length:]
                    kind, body = chr(message[0]), message[5:]
                    if kind == "K":
                        session.pid = struct.unpack("!I", body[:4])[0]
                    with self.lock:
                        self.count += 1
                        number = self.count
                    verdict = self.judge(number, kind, body, session)
                    if verdict in ("cut", "freeze"):
                        if out:
                            session.client.sendall(out)
                        if verdict == "cut":
                            return session.cut()
                        self.is_frozen = True
                    elif verdict == "lose":
                        if out:
                            session.client.sendall(out)
                        return session.cut()
                    elif verdict != "drop":
                        out += message
                    while self.is_frozen:
                        threading.Event().wait(0.05)
                if out:
                    session.client.sendall(out)
        except OSError:
            pass
        session.cut()


class At:
    """A judge that does one thing at one message, once; with `process` at the first one from there on whose server process is known."""

    def __init__(self, number, action, process=False):
        self.number, self.action, self.process = number, action, process
        self.has_happened = False

    def __call__(self, number, kind, body, session):
        if self.has_happened or number < self.number or (self.process and not session.pid):
            return None
        self.has_happened = True
        if callable(self.action):
            return self.action(session)
        return self.action


class AtCommit:
    """A judge that loses the reply to the n-th COMMIT; the COMMIT itself takes effect."""

    def __init__(self, number):
        self.number, self.seen = number, 0

    def __call__(self, number, kind, body, session):
        if kind == "C" and body.rstrip(b"\0") == b"COMMIT":
            self.seen += 1
            if self.seen == self.number:
                return "lose"
        return None


class Recorder:
    """A judge that only writes down what passes."""

    def __init__(self):
        self.messages = []

    def __call__(self, number, kind, body, session):
        self.messages.append((number, kind, body[:40], session.name))
        return None
