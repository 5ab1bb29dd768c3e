"""Takes deliveries: verify the raw body, remember, hand over, answer at once.

Whoever cannot sign learns nothing: the answer is the same whatever the address and the content.
"""

from __future__ import annotations

import json
from urllib.parse import parse_qs

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.http.request import RawPostDataException
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tracker import pull_tasks
from tracker.forges.errors import MalformedError
from tracker.forges.registry import INBOUND
from tracker.services import deliveries
from tracker.services.deliveries import ForgedError

PING = "ping"


@csrf_exempt
@require_POST
def deliver(request: HttpRequest, kind: str, key: str) -> JsonResponse:
    """202 for a genuine delivery (200 for a ping), also when nothing comes of it."""
    body = whole_body(request)
    if body is None:
        return answer(413, "too large")
    try:
        connection = deliveries.authenticate(kind, key, request.headers, body)
        label = INBOUND[kind].label(request.headers, body)
        content = unwrapped(request, body)
    except ForgedError:
        return answer(401, "not accepted")
    except MalformedError as error:
        return answer(400, str(error))
    delivery = deliveries.receive(connection, label, content)
    if delivery is not None:
        pull_tasks.later(pull_tasks.process_delivery, delivery.pk)
    return answer(200, "pong") if label.event == PING else answer(202, "accepted")


def whole_body(request: HttpRequest) -> bytes | None:
    """The raw body, read before anything parses it; None when it is larger than we take."""
    limit = settings.WEBHOOK_BYTES
    try:
        if int(request.headers.get("Content-Length") or 0) > limit:
            return None
        body: bytes = request.read(limit + 1)
    except (ValueError, OSError, RawPostDataException):
        return b""
    return None if len(body) > limit else body


def unwrapped(request: HttpRequest, body: bytes) -> bytes:
    """The JSON text, which a form carries in its field ``payload``. Raises MalformedError."""
    content = body
    if request.content_type == "application/x-www-form-urlencoded":
        content = form_field(body)
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise MalformedError("the body is not JSON") from None
    if not isinstance(found, dict):
        raise MalformedError("the body is not an object")
    return content


def form_field(body: bytes) -> bytes:
    try:
        fields = parse_qs(body.decode(), max_num_fields=10)
    except ValueError:
        raise MalformedError("the form cannot be read") from None
    return fields.get("payload", [""])[0].encode("utf-8", "replace")


def answer(status: int, text: str) -> JsonResponse:
    return JsonResponse({"status": text}, status=status)
