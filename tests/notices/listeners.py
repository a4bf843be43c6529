"""Listeners on loopback: a webhook and a mail server, which keep what they are given."""

import base64
import json
import ssl
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer

LOOPBACK = "127.0.0.1"


class Hook(BaseHTTPRequestHandler):
    def do_POST(self):
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, self.headers["Content-Type"], json.loads(content)))
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *_):
        """Says nothing."""


class Mailbox(StreamRequestHandler):
    """SMTP as far as one mail needs it; `server.login` is the only user and password that may send."""

    def handle(self):
        self.say("220 mailbox")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            getattr(self, f"on_{verb.lower()}", self.on_other)(line)
            if verb == "QUIT":
                return

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def on_ehlo(self, line):
        self.say("250-mailbox")
        if self.server.context and not isinstance(self.request, ssl.SSLSocket):
            self.say("250-STARTTLS")
        self.say("250 AUTH PLAIN")

    def on_starttls(self, line):
        self.say("220 ready")
        self.request = self.server.context.wrap_socket(self.request, server_side=True)
        self.setup()

    def on_auth(self, line):
        _, user, password = base64.b64decode(line.split()[2]).decode().split("\0")
        self.say("235 welcome" if (user, password) == self.server.login else "535 who are you")

    def on_rcpt(self, line):
        self.say("550 unknown" if "nobody@" in line else "250 ok")

    def on_data(self, line):
        self.say("354 go on")
        content = b"".join(iter(self.rfile.readline, b".\r\n"))
        self.server.received.append((isinstance(self.request, ssl.SSLSocket), content))
        self.say("250 kept")

    def on_quit(self, line):
        self.say("221 bye")

    def on_other(self, line):
        self.say("250 ok")


@contextmanager
def served(kind, handler, **settings):
    server = kind((LOOPBACK, 0), handler)
    server.received = []
    server.port = server.server_address[1]
    for name, value in settings.items():
        setattr(server, name, value)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def webhook(status=200, answer=b"ok"):
    return served(ThreadingHTTPServer, Hook, status=status, answer=answer)


def mailbox(login=None, context=None):
    return served(ThreadingTCPServer, Mailbox, login=login, context=context)
