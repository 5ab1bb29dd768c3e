"""What holds for every request."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]
API = "/api/"


def refuse_null_characters(get_response: Answer) -> Answer:
    """A null character in an address is never meant, and PostgreSQL takes none."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest("Null characters are not allowed.", content_type="text/plain")
        return get_response(request)

    return answer


def tell_refusals_as_json(get_response: Answer) -> Answer:
    """Below ``/api/`` even what never reaches an operation (a wrong method or address) is told as JSON."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code < 400 or not request.path.startswith(API):
            return response
        return response if is_json(response) else as_json(response)

    return answer


def is_json(response: HttpResponseBase) -> bool:
    return response.get("Content-Type", "").startswith("application/json")


def as_json(response: HttpResponseBase) -> HttpResponse:
    phrase = HTTPStatus(response.status_code).phrase
    body = {"error": phrase.lower().replace(" ", "-"), "message": f"{phrase}.", "fields": []}
    told = JsonResponse(body, status=response.status_code)
    for name in ("Allow", "WWW-Authenticate"):
        if name in response:
            told[name] = response[name]
    return told
