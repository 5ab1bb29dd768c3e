"""``GET /healthz``: what load balancers and the start command ask."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tracker import liveness

NEEDED = ("web", "database", "worker")


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while web, database and worker are up, else 503; the body says which part is down."""
    up = {
        "web": True,
        "database": _database_answers(),
        "worker": liveness.is_alive(liveness.WORKER),
        "beat": liveness.is_alive(liveness.BEAT),
    }
    healthy = all(up[part] for part in NEEDED)
    words = {part: "up" if is_up else "down" for part, is_up in up.items()}
    return JsonResponse({"status": "ok" if healthy else "failing", **words}, status=200 if healthy else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except DatabaseError:
        return False
