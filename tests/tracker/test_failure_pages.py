"""What a browser is shown where nothing can be shown."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.views.defaults import server_error

from tests.people import People
from tests.tracker.test_views_access import address
from tracker.models import Repository

pytestmark = pytest.mark.django_db


def test_the_address_of_a_form_opened_in_a_browser_is_a_page(shop: Repository, people: People) -> None:
    form = address("bulk", shop)
    response = people.member.client.get(form, headers={"accept": "text/html"})
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert address("overview", shop) in response.content.decode()
    assert people.member.client.get(form, headers={"accept": "application/json"}).content == b""


def test_the_page_of_an_error_looks_like_the_product_and_needs_nothing() -> None:
    page = server_error(RequestFactory().get("/")).content.decode()
    assert "Something broke on our side" in page
    assert "tracker/css/tokens" in page
    assert 'href="/"' in page
