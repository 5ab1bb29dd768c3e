"""Pull requests of every kind, judged for real, for the pages to show."""

from __future__ import annotations

from pathlib import Path

from tests.forge import payloads
from tests.forge.github import GitHub
from tests.forge.project import BLOCKING_STORE, HARMLESS_STORE, ROUTES, make
from tests.forge.scenario import SLUG, Scenario, connect
from tracker.models import Publication
from tracker.services import repositories

EXPORT = """

@router.get("/export", status_code=202)
async def export(limit: int = 100):
    requests.get("https://archive.example.com/things", timeout=limit)
    return await load(limit)
"""


def fill(path: Path, github: GitHub) -> Scenario:
    """A connected repository with open, merged, closed and troubled pull requests."""
    scenario = connect(github, make(path))
    project = scenario.project
    repositories.update_settings(
        scenario.repository,
        actor="ada",
        web_url="https://github.com/octo/shop",
        gate={"rules": [{"kind": "path", "value": "shop/export.py", "action": "warn"}]},
    )
    scenario.deliver("ping", payloads.ping())
    scenario.deliver("push", payloads.push(SLUG, project.base))
    routes = "import requests\n" + ROUTES.replace('"/ping"', '"/ping", status_code=203') + EXPORT
    first = project.propose(12, {"shop/store.py": HARMLESS_STORE})
    scenario.opened(12, first, title="Export things to the archive")
    bad = project.propose(12, {"shop/store.py": BLOCKING_STORE, "shop/routes.py": routes})
    scenario.opened(12, bad, "synchronize", at=1, title="Export things to the archive")
    calm = project.propose(11, {"shop/store.py": HARMLESS_STORE})
    scenario.opened(11, calm, title="Return every number twice")
    fork = project.propose(10, {"shop/store.py": BLOCKING_STORE})
    scenario.opened(10, fork, fork="stranger/shop", draft=True, title="Wait for the replica")
    scenario.opened(9, "ab" * 20, title="A branch that was deleted")
    scenario.opened(8, calm, "closed", state="closed", merged=True, title="Merged long ago")
    project.push(f"{bad}:refs/heads/gh-readonly-queue/main/pr-7-{project.base}")
    scenario.deliver("merge_group", payloads.merge_group(SLUG, bad, project.base))
    scenario.deliver("pull_request", {"action": "opened", "repository": payloads.repository(SLUG)})
    Publication.objects.filter(pull_request__number=12).update(
        status="refused", error="The forge answers 403: Resource not accessible by integration"
    )
    return scenario
