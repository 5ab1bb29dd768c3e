"""The treemap opens a tile: by address, with a way back, and with numbers that add up."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.documents import document, helper, route
from tests.factories import make_repository, make_scan
from tests.people import People
from tests.tracker.test_views_access import address
from tracker.charts import treemap
from tracker.charts.treemap import Tile
from tracker.models import Repository
from tracker.queries import overview
from tracker.services.ingest import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def wide() -> Repository:
    """One subsystem with three files of one package, another with a single one."""
    repository = make_repository(slug="wide", name="Wide")
    handlers = ("app.wells.read:one", "app.wells.read:two", "app.wells.write:one", "app.wells.deep.x:one")
    routes = [route(f"/{n}", handler=name, subsystem="wells") for n, name in enumerate(handlers)]
    calm = route("/calm", handler="app.wells.read:calm", subsystem="wells", classification="native-async")
    other = route("/other", handler="app.ops:one", subsystem="ops")
    loader = helper("app.wells.read:load", routes=[routes[0]["id"]])
    record(make_scan(repository, position=1), document([*routes, calm, other], [loader]))
    repository.refresh_from_db()
    return repository


def page(client: Client, repository: Repository, query: str) -> str:
    return client.get(f"{address('treemap', repository)}{query}").content.decode()


def test_a_tile_opens_to_its_files(wide: Repository) -> None:
    [wells] = [tile for tile in overview.tiles(wide, "subsystem") if tile.name == "wells"]
    assert wells.inside == f"{address('treemap', wide)}?by=subsystem&in=wells"
    [ops] = [tile for tile in overview.tiles(wide, "subsystem") if tile.name == "ops"]
    assert ops.inside == ""  # one file: its rows tell more
    found = overview.zoomed(wide, "subsystem", "wells")
    assert found is not None
    assert (found.name, found.above, found.left) == ("wells", "app/wells/", 0)
    shown = [(tile.name, tile.blocking, tile.total) for tile in found.tiles]
    assert shown[0] == ("read.py", 3, 4)
    assert sorted(shown[1:]) == [("deep/x.py", 1, 1), ("write.py", 1, 1)]
    assert found.blocking == wells.blocking == sum(tile.blocking for tile in found.tiles)


def test_files_too_many_to_draw_are_still_counted(wide: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview, "MOST_TILES", 1)
    found = overview.zoomed(wide, "subsystem", "wells")
    assert found is not None
    assert (len(found.tiles), found.left, found.blocking) == (1, 2, 5)


def test_owners_open_as_well_and_nobody_is_one(wide: Repository) -> None:
    found = overview.zoomed(wide, "owner", "none")
    assert found is not None
    assert (found.name, found.blocking, found.above) == ("Unowned", 6, "app/")


def test_an_unknown_place_shows_the_whole(wide: Repository, people: People) -> None:
    assert overview.zoomed(wide, "subsystem", "nowhere") is None
    text = page(people.viewer.client, wide, "?in=nowhere")
    assert "All subsystems" not in text
    assert "wells" in text


def test_it_works_by_address_alone(wide: Repository, people: People) -> None:
    client = people.viewer.client
    whole = page(client, wide, "?by=subsystem")
    assert "<html" in whole
    assert "in=wells" in whole
    inside = page(client, wide, "?by=subsystem&in=wells")
    assert f'href="{address("treemap", wide)}?by=subsystem"' in inside
    assert "file=app%2Fwells%2Fread.py" in inside
    overview_page = client.get(f"{address('overview', wide)}?by=subsystem&in=wells").content.decode()
    assert f'hx-get="{address("treemap", wide)}?by=subsystem&amp;in=wells"' in overview_page
    part = client.get(f"{address('treemap', wide)}?in=wells", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()


@pytest.mark.parametrize(
    ("files", "expected"),
    [(["a/b/c.py", "a/b/d/e.py"], "a/b/"), (["a/b.py", "ab/c.py"], ""), (["x.py"], ""), (["a/x.py"], "a/")],
)
def test_the_directory_that_files_share(files: list[str], expected: str) -> None:
    assert overview.shared_directory(files) == expected


def labels(*tiles: Tile) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]+)</text>", treemap.draw(tiles))


def test_a_tile_is_named_in_full_or_not_at_all() -> None:
    long = "a_subsystem_with_a_name_that_takes_a_lot_of_room"
    small = [Tile(f"{long}_{number}", 1, 1, "/") for number in range(30)]
    shown = labels(Tile(long, 60, 70, "/"), Tile("ops", 3, 3, "/"), *small)
    assert {long, "60 of 70"} <= set(shown)
    assert {name for name in shown if " of " not in name} <= {long, "ops"}
    assert not any("…" in name for name in shown)


def test_what_has_no_room_still_tells_its_name() -> None:
    small = [Tile(f"{number}_name", 1, 1, "/") for number in range(200)]
    drawn = treemap.draw([Tile("large", 900, 900, "/"), *small])
    assert 'aria-label="199_name: 1 of 1 block"' in drawn
    assert treemap.width("mmm", 12) > treemap.width("iii", 12)
