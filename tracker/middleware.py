"""What holds for every request."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

Answer = Callable[[HttpRequest], HttpResponseBase]
API = "/api/"
HOOKS = "/webhooks/"


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


def show_wrong_method(get_response: Answer) -> Answer:
    """Who opens the address of a form in a browser reads a page instead of nothing."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or not reads_pages(request):
            return response
        shown = render(request, "405.html", {"home": overview_of(request.path)}, status=response.status_code)
        shown["Allow"] = response["Allow"]
        return shown

    return answer


def reads_pages(request: HttpRequest) -> bool:
    own = not request.path.startswith((API, HOOKS))
    return own and request.method == "GET" and "text/html" in request.headers.get("Accept", "")


def overview_of(path: str) -> str:
    """The overview of the repository that an address lies below; empty elsewhere."""
    _, marker, slug, *_ = [*path.split("/"), "", "", ""]
    return f"/r/{slug}/" if marker == "r" and slug else ""


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
