"""The process that serves cases: one directory name in, one observation out, a line of JSON each."""

from __future__ import annotations

import faulthandler
import json
import mimetypes
import os
import sys
import threading
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.oracle import database, garbage, handover, primitives, standins
from tests.oracle.real_server import serve_with_uvicorn
from tests.oracle.serve import serve_case
from tests.oracle.verdicts import Observation, conclude


class _Loopback(BaseHTTPRequestHandler):
    """Answers everything with a small JSON document."""

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        body = b'{"ok": true}'
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self.do_GET
        raise AttributeError(name)

    def log_message(self, *args: object) -> None:
        return


def prepare() -> None:
    """Patch this process for observation: it serves nothing but cases from here on."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Loopback)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    primitives.install(("127.0.0.1", server.server_port))
    database.install()
    standins.install()
    handover.install()
    garbage.take_over()
    # The first guess at a type reads the system's tables: whoever makes it would be seen to read files.
    mimetypes.init()


def observe(root: Path, with_uvicorn: bool = False) -> Observation:
    """Serve one case; a case that cannot be served yields an observation with only problems."""
    try:
        return conclude(serve_case(root, serve_with_uvicorn if with_uvicorn else None), root)
    except Exception as error:  # noqa: BLE001  (one broken case must not end the worker)
        frames = "".join(traceback.format_exception(error)[-3:])
        return {
            "routes": [],
            "units": [],
            "handlers": [],
            "problems": [f"cannot be served: {error!r}\n{frames}"],
        }


def main() -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    prepare()
    for line in sys.stdin:
        question = json.loads(line)
        faulthandler.dump_traceback_later(question["seconds"], exit=True)
        answers.write(json.dumps(observe(Path(question["root"]), question["uvicorn"])) + "\n")
        answers.flush()
        faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    main()
