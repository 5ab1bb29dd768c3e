"""gunicorn's settings, for the start command and the container alike."""

from __future__ import annotations

import gc

from tracker import env

wsgi_app = "tracker.wsgi:application"
worker_class = "gthread"
workers = env.number("CLEARLOOP_WEB_WORKERS", 1, least=1)
threads = env.number("CLEARLOOP_WEB_THREADS", 8, least=1)
timeout = 120
graceful_timeout = 5
keepalive = 5
accesslog = "-"
control_socket_disable = True


def post_worker_init(_worker: object) -> None:
    """Makes garbage collection rare: a full one walks all that is loaded and pauses a request for 0.1 s.

    Nearly everything a request makes is freed by its reference count; cycles may wait.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
