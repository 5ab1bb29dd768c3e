"""The whole history: ``main`` and one open branch that would put routes back on the loop."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.example.commits import Commit, Edit, Write
from tracker.example.stages import growth, phase_one, phase_two
from tracker.example.stages.foundation import START

MAIN: tuple[Commit, ...] = (START, *growth.COMMITS, *phase_one.COMMITS, *phase_two.COMMITS)


@dataclass(frozen=True, slots=True)
class Branch:
    """Commits beside ``main`` that start after the one whose message is ``after``."""

    name: str
    after: str
    commits: tuple[Commit, ...]


_LABEL = """

@router.get("/{asset_id}/label")
async def print_label(asset_id: int, db: Database) -> dict[str, str]:
    asset = service.required(db, asset_id)
    return {"text": f"{asset.tag} ({asset.kind})"}
"""
_ASSETS_TAIL = "    return service.inspect(db, asset_id, data)\n"

_REGISTER = '''
"""The register of companies."""

import requests

URL = "https://register.example/companies"


def official_name(company: str) -> str:
    answer = requests.get(URL, params={"name": company}, timeout=5)
    return str(answer.json()["name"]) if answer.ok else company
'''

BRANCH = Branch(
    "company-register",
    "Bound the connection pool",
    (
        Commit(
            256,
            10,
            "Grace Okafor",
            "Print labels for equipment",
            (Edit("fieldbook/assets/router.py", _ASSETS_TAIL, _ASSETS_TAIL + _LABEL),),
        ),
        Commit(
            258,
            15,
            "Grace Okafor",
            "Use the register's name of a company",
            (
                Write("fieldbook/register.py", _REGISTER),
                Edit(
                    "fieldbook/contacts/queries.py",
                    "    db.add(contact)\n",
                    "    contact.company = official_name(contact.company)\n    db.add(contact)\n",
                ),
                Edit(
                    "fieldbook/contacts/queries.py",
                    "from fieldbook.models import Contact\n",
                    "from fieldbook.models import Contact\nfrom fieldbook.register import official_name\n",
                ),
            ),
        ),
    ),
)
