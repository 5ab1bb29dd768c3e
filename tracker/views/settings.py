"""Settings of a repository, one section a page."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tracker import forms
from tracker.models import Membership, Repository, Subsystem
from tracker.queries import board
from tracker.services import ServiceError, repositories, subsystems
from tracker.views.access import actor, repository_page
from tracker.views.pages import back, counted, render_page

ADMIN = Membership.Role.ADMIN
SECTIONS = {
    "general": "General",
    "scanner": "Scanner",
    "subsystems": "Subsystems",
    "forge": "Forge",
    "gate": "Gate",
    "public": "Public page",
    "danger": "Archive",
}


def address(repository: Repository, section: str) -> str:
    return reverse("settings-section", args=[repository.slug, section])


@repository_page(ADMIN)
def show(request: HttpRequest, repository: Repository) -> HttpResponse:
    return section_page(request, repository, "general")


@repository_page(ADMIN, ("GET", "HEAD", "POST"))
def section(request: HttpRequest, repository: Repository, section: str) -> HttpResponse:
    if section not in SECTIONS:
        raise Http404("no such settings")
    if request.method == "POST":
        return CHANGES[section](request, repository)
    return section_page(request, repository, section)


def section_page(
    request: HttpRequest, repository: Repository, section: str, **context: object
) -> HttpResponse:
    shown: dict[str, Any] = {
        "section": section,
        "sections": SECTIONS.items(),
        "form": form_of(repository, section),
    }
    if section == "subsystems":
        shown["present"] = present(repository)
    if repository.is_public:
        page = reverse("public", args=[repository.public_key])
        badge = reverse("badge", args=[repository.public_key])
        shown |= {
            "public_url": request.build_absolute_uri(page),
            "badge_url": request.build_absolute_uri(badge),
        }
    return render_page(
        request, "tracker/settings.html", {**shown, **context}, repository=repository, nav="settings"
    )


def present(repository: Repository) -> list[tuple[Subsystem, int]]:
    """The subsystems as they are now, with their units; the largest first."""
    cards = [card for card in board.board(repository) if card.counts]
    found = [(card.subsystem, card.counts.total) for card in cards if card.counts]
    return sorted(found, key=lambda each: (-each[1], each[0].name))


def form_of(repository: Repository, section: str) -> Any:
    if section == "general":
        return forms.GeneralForm.of(repository)
    if section == "scanner":
        return forms.ScannerForm.of(repository)
    if section == "subsystems":
        return forms.SubsystemRulesForm.of(repository)
    return None


def change_general(request: HttpRequest, repository: Repository) -> HttpResponse:
    form = forms.GeneralForm(request.POST)
    if not form.is_valid():
        return section_page(request, repository, "general", form=form)
    repositories.update_settings(repository, actor=actor(request), **form.cleaned_data)
    return back(request, address(repository, "general"), "Settings saved.")


def change_scanner(request: HttpRequest, repository: Repository) -> HttpResponse:
    form = forms.ScannerForm(request.POST)
    if not form.is_valid():
        return section_page(request, repository, "scanner", form=form)
    repositories.update_settings(repository, actor=actor(request), **form.cleaned_data)
    return back(request, address(repository, "scanner"), "Settings saved. The next scan uses them.")


def change_subsystems(request: HttpRequest, repository: Repository) -> HttpResponse:
    """Preview first; a second press applies what was previewed."""
    form = forms.SubsystemRulesForm(request.POST)
    if not form.is_valid():
        return section_page(request, repository, "subsystems", form=form)
    specs = form.cleaned_data["rules"]
    try:
        if request.POST.get("action") == "apply":
            found = subsystems.apply(repository, specs, actor=actor(request))
            return back(request, address(repository, "subsystems"), f"{counted(len(found.moves))} moved.")
        found = subsystems.preview(repository, specs)
    except ServiceError as error:
        form.add_error("rules", str(error))
        return section_page(request, repository, "subsystems", form=form)
    sizes = sorted(found.counts.items(), key=lambda each: (-each[1], each[0]))
    return section_page(request, repository, "subsystems", form=form, preview=found, counted=sizes)


def change_public(request: HttpRequest, repository: Repository) -> HttpResponse:
    wanted = request.POST.get("public") == "on"
    repositories.set_public(repository, public=wanted, actor=actor(request))
    told = "The page is open to everybody who has the address." if wanted else "The page is closed."
    return back(request, address(repository, "public"), told)


def change_danger(request: HttpRequest, repository: Repository) -> HttpResponse:
    if repository.archived_at:
        repositories.restore(repository, actor=actor(request))
        return back(request, address(repository, "danger"), f"{repository.name} is back.")
    if request.POST.get("name") != repository.name:
        return back(request, address(repository, "danger"), "The name does not match.", error=True)
    repositories.archive(repository, actor=actor(request))
    return back(request, reverse("repositories"), f"{repository.name} archived. Its data is kept.")


CHANGES = {
    "general": change_general,
    "scanner": change_scanner,
    "subsystems": change_subsystems,
    "public": change_public,
    "danger": change_danger,
}
