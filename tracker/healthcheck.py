"""``python -m tracker.healthcheck web|worker|beat``: one process's health, as an exit status."""

from __future__ import annotations

import http.client
import sys

import django
from django.conf import settings

PARTS = ("web", "worker", "beat")
WEB_PORT = 8000
TIMEOUT = 4.0  # seconds


def ask(host: str, port: int) -> int:
    """The status with which ``/healthz`` answers, 0 when nothing does."""
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    try:
        connection.request("GET", "/healthz", headers={"Host": _permitted_host()})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in PARTS:
        sys.stderr.write(f"usage: python -m tracker.healthcheck {'|'.join(PARTS)}\n")
        return 2
    django.setup()
    if arguments[0] == "web":
        # 503 is an answer too: that a worker is down elsewhere is not this process's fault.
        return 0 if ask("127.0.0.1", WEB_PORT) in (200, 503) else 1
    from tracker import liveness

    return 0 if liveness.is_alive(arguments[0]) else 1


def _permitted_host() -> str:
    names = (name.removeprefix(".") for name in settings.ALLOWED_HOSTS if name != "*")
    return next(names, "localhost")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
