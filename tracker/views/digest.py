"""Subscribing to the weekly digest, and leaving it by the link in each mail."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tracker.models import Membership, Repository
from tracker.services import ServiceError, digests, reviews
from tracker.views.access import actor, repository_page
from tracker.views.pages import back, render_page


@repository_page(Membership.Role.MEMBER, ("POST",))
def subscribe(request: HttpRequest, repository: Repository) -> HttpResponse:
    page = reverse("report", args=[repository.slug])
    try:
        made = reviews.subscribe(repository, email=request.POST.get("email", ""), actor=actor(request))
    except ServiceError as error:
        return back(request, page, str(error), error=True)
    if not digests.mail_leaves():
        return back(request, page, f"{made.email} is on the list. No mail leaves until EMAIL_URL is set.")
    return back(request, page, f"{made.email} gets the report every week.")


@csrf_exempt  # mail programs post here on their own, as RFC 8058 wants; the key in the address is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, key: str) -> HttpResponse:
    """Asks first, so that a mail scanner that follows links ends no subscription."""
    left = request.method == "POST" and reviews.unsubscribe(key)
    context = {"left": left, "unknown": request.method == "POST" and not left}
    return render_page(request, "tracker/unsubscribe.html", context)
