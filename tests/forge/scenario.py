"""A connected repository inside the test process: deliveries go in, work is carried out at once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.forge import payloads
from tests.forge.github import PERSONAL, GitHub
from tests.forge.project import Project
from tracker.models import ForgeConnection, Installation, PullHead, PullRequest, Repository
from tracker.services import connections, repositories
from tracker.services.connections import Draft

SLUG = "octo/shop"


@cache
def app_keys() -> tuple[str, str]:
    """(private, public) key in PEM form."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private.decode(), public.decode()


@dataclass
class Scenario:
    """One repository connected to one stand-in."""

    repository: Repository
    connection: ForgeConnection
    secret: str
    github: GitHub
    project: Project

    def deliver(self, event: str, payload: dict[str, Any], guid: str = "", **headers: str) -> HttpResponse:
        """Posts a signed delivery; nothing is carried out yet unless tasks run eagerly."""
        body = payloads.encoded(payload)
        made = payloads.github_headers(body, self.secret, event, guid) | headers
        return self.post(body, made)

    def post(self, body: bytes, headers: dict[str, str]) -> HttpResponse:
        content_type = headers.pop("Content-Type", "application/json")
        address = reverse("webhook", args=[self.connection.kind, self.connection.key])
        answer = Client().post(address, data=body, content_type=content_type, headers=headers)
        assert isinstance(answer, HttpResponse)
        return answer

    def opened(self, number: int, head: str, action: str = "opened", **columns: Any) -> HttpResponse:
        """GitHub has this pull request now, and says so."""
        found = self.github.open(number, head, self.project.base, **columns)
        return self.deliver("pull_request", payloads.pull_request(action, found))

    def pull(self, number: int) -> PullRequest:
        return PullRequest.objects.select_related("head").get(repository=self.repository, number=number)

    def head(self, number: int) -> PullHead:
        found = self.pull(number).head
        assert found is not None
        return found


def connect(github: GitHub, project: Project, *, auth: str = "app", location: str = "") -> Scenario:
    """Registers the project (its bare repository, unless it is elsewhere) and binds it to the stand-in."""
    repository = repositories.register(
        location=location or str(project.bare), name="shop", check=not location
    )
    private, github.public_key = app_keys()
    credentials = {"app_id": "42", "private_key": private} if auth == "app" else {"token": PERSONAL}
    draft = Draft("Octo", "github", auth, github.url, **credentials)
    connection, secret = connections.create(draft, actor="ada")
    connections.attach(repository, connection, slug=SLUG, actor="ada")
    Installation.objects.update_or_create(pk=1, defaults={"base_url": "https://clear.example"})
    return Scenario(repository, connection, secret, github, project)


def answer_of(response: HttpResponse) -> tuple[int, Any]:
    return response.status_code, json.loads(response.content)
