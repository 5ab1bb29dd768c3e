"""gunicorn's settings, for the start command and the container alike."""

from __future__ import annotations

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
