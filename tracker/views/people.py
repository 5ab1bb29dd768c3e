"""Members of the installation and the API tokens of a user."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tracker.forms import MemberForm, TokenForm
from tracker.models import ApiToken, Installation, Membership
from tracker.queries import people
from tracker.services import ServiceError
from tracker.services import members as membership
from tracker.services import tokens as token_service
from tracker.views.access import actor, page, user_id
from tracker.views.pages import back, render_page


@page(Membership.Role.ADMIN, ("GET", "HEAD", "POST"))
def members(request: HttpRequest) -> HttpResponse:
    form = MemberForm(request.POST or None)
    if request.method == "POST":
        return change_members(request, form)
    return members_page(request, form)


def members_page(request: HttpRequest, form: MemberForm) -> HttpResponse:
    context = {
        "form": form,
        "members": people.members(),
        "without_role": people.users_without_role(),
        "roles": Membership.Role.choices,
        "installation": Installation.current(),
    }
    return render_page(request, "tracker/members.html", context, nav="members")


def change_members(request: HttpRequest, form: MemberForm) -> HttpResponse:
    here = reverse("members")
    try:
        if request.POST.get("action") == "anonymous":
            wanted = request.POST.get("anonymous_read") == "on"
            membership.set_anonymous_read(wanted, actor=actor(request))
            return back(request, here, "Saved.")
        if not form.is_valid():
            return members_page(request, form)
        membership.set_role(**form.cleaned_data, actor=actor(request))
    except ServiceError as error:
        return back(request, here, str(error), error=True)
    return back(request, here, f"{form.cleaned_data['username']} is {form.cleaned_data['role']} now.")


@page(methods=("GET", "HEAD", "POST"), personal=True)
def tokens(request: HttpRequest) -> HttpResponse:
    """A new token is shown on the answer to the form that made it, and never again."""
    form = TokenForm(request.POST or None)
    made = ""
    if request.method == "POST" and form.is_valid():
        made = token_service.create(request.user, **form.cleaned_data)
        form = TokenForm()
    context = {"form": form, "made": made, "tokens": people.tokens_of(user_id(request))}
    response = render_page(request, "tracker/tokens.html", context, nav="tokens")
    response["Cache-Control"] = "no-store"
    return response


@page(methods=("POST",), personal=True)
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    row = ApiToken.objects.filter(pk=pk, user_id=user_id(request)).first()
    if row is None:
        raise Http404("no such token of yours")
    token_service.revoke(row, actor=actor(request))
    return back(request, reverse("tokens"), f"Token {row.name} revoked.")
