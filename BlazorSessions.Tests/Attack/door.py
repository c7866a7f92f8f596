"""Stands between the tools and the app, so that a scan stays in the state it began in. The README beside it says why."""
import http.client
import http.server
import re
import socketserver
import sys
import threading
import time

LEAVING = ("/signout", "/signin/approval/cancel")  # what ends the state that is under attack
LONGEST_ANSWER = 60  # seconds; longer is a hang
SEALED = re.compile(rb"<!--Blazor.*?-->", re.DOTALL)
TOKEN = re.compile(rb'(name="__RequestVerificationToken" value=")([^"]*)')
NONCE = re.compile(rb' nonce="[^"]*"')
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "accept-encoding", "proxy-connection"}


class Connection(http.client.HTTPConnection):
    """Passes on whatever was sent, also what no client should send."""

    def _validate_path(self, url):
        pass

    def _encode_request(self, request):
        return request.encode("latin-1")


class Door(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __getattr__(self, name):
        if name.startswith("do_"):
            return self.answer
        raise AttributeError(name)

    def answer(self):
        began = time.monotonic()
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.server.label == "callback":
            status, headers, content = 200, [("Content-Type", "application/json")], b"{}"
        elif self.command == "POST" and self.path.split("?")[0] in LEAVING and self.server.token in body:
            status, headers, content = 303, [("Location", "/signin")], b""
        else:
            status, headers, content = self.ask(body)
        self.server.write(self.command, self.path, status, time.monotonic() - began)
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def ask(self, body):
        app = Connection("127.0.0.1", self.server.app, timeout=LONGEST_ANSWER)
        try:
            app.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() not in HOP:
                    app.putheader(name, value.encode("latin-1"))
            if body or self.command in ("POST", "PUT", "PATCH"):
                app.putheader("Content-Length", str(len(body)))
            app.endheaders(body)
            answer = app.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as fault:
            return 599, [], str(fault).encode()
        finally:
            app.close()
        return answer.status, [h for h in answer.getheaders() if self.passes(h[0])], self.steady(content)

    def passes(self, header):
        # A tool that came with cookies keeps those; one that came with none sees what a new visitor is given.
        name = header.lower()
        return name not in HOP and (name != "set-cookie" or "Cookie" not in self.headers)

    def steady(self, content):
        pinned = self.server.token
        content = NONCE.sub(b"", SEALED.sub(b"", content))
        found = TOKEN.search(content)
        if found and not pinned:
            pinned = self.server.token = found[2]
        return TOKEN.sub(lambda m: m[1] + pinned, content) if found else content

    def log_message(self, *_):
        pass


class Entrance(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 128
    lock = threading.Lock()

    def __init__(self, label, port, app, log):
        super().__init__(("127.0.0.1", port), Door)
        self.label, self.app, self.log, self.token = label, app, log, b""

    def handle_error(self, request, client_address):
        pass  # a tool that is stopped hangs up

    def write(self, method, path, status, seconds):
        with self.lock:
            print(self.label, method, ascii(path)[1:-1], status, round(seconds * 1000), sep="\t", file=self.log, flush=True)


def main():
    app, log, *entrances = sys.argv[1:]
    with open(log, "a", encoding="ascii") as file:
        doors = [Entrance(label, int(port), int(app), file) for label, port in (e.split("=") for e in entrances)]
        threads = [threading.Thread(target=door.serve_forever) for door in doors]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


main()
