"""Phase 1: handlers leave the event loop, new ones arrive on it, and one change puts a dozen back."""

from __future__ import annotations

from tracker.example.commits import Change, Commit, Edit, Write
from tracker.example.stages.growth import IMPORT_READINGS

ADMIN = "fieldbook/admin.py"
ASSETS = "fieldbook/assets/router.py"
CONTACTS = "fieldbook/contacts/router.py"
DOCUMENTS = "fieldbook/assets/documents.py"
HEALTH = "fieldbook/health.py"
MAIN = "fieldbook/main.py"
NOTIFICATIONS = "fieldbook/notifications.py"
REPORTS = "fieldbook/reports/router.py"
SECURITY = "fieldbook/security.py"
WELLS = "fieldbook/wells/router.py"

_CODEOWNERS = """
# The last line that matches decides.
*                       @fieldbook/platform
/fieldbook/wells/       @fieldbook/subsurface
/fieldbook/imports.py   @fieldbook/subsurface
/fieldbook/live.py      @fieldbook/subsurface
/fieldbook/contacts/    @fieldbook/people
/fieldbook/assets/      @fieldbook/integrity @yuki-tanaka
/fieldbook/storage.py   @fieldbook/integrity
/fieldbook/reports/     @fieldbook/reporting
/fieldbook/notifications.py @fieldbook/reporting
"""

_PLAN = """
# Why the API stalls, and what we do about it

Every handler is an `async def` that queries the database through a synchronous session. While one
of them waits, its worker answers nobody, not even the health check.

1. Handlers that await nothing become plain `def`: FastAPI then runs them in worker threads.
2. Where a handler has to await something, only the blocking helper moves to a thread.
3. Later, one part after the other gets a really asynchronous session. Contacts go first.

Paths, status codes and payloads stay as they are.
"""

_SMOKE_TEST = '''
"""Every page answers."""

from fastapi.testclient import TestClient

from fieldbook.main import app


def test_lists_answer() -> None:
    with TestClient(app) as client:
        for path in ("wells", "contacts", "assets", "assets/due", "reports/monthly"):
            assert client.get(f"/api/v1/{path}").status_code == 200
'''

_AUDIT = '''
"""Who changes what."""

from fastapi import Request

from fieldbook.dependencies import Database
from fieldbook.models import AuditEntry


async def audited(request: Request, db: Database) -> None:
    who = request.headers.get("x-token", "nobody")
    db.add(AuditEntry(who=who, what=f"{request.method} {request.url.path}"))
    db.commit()
'''

_MERGE = """

@router.post("/{contact_id}/merge", response_model=ContactOut)
def merge_contacts(contact_id: int, other_id: int, db: Database) -> Contact:
    return service.merge(db, contact_id, other_id)
"""

_CONTACTS_TAIL = "    service.forget(db, contact_id)\n"
_OFFLOAD = "from fastapi.concurrency import run_in_threadpool\n"


def _plain(path: str, *names: str) -> tuple[Change, ...]:
    """Turns handlers into plain functions."""
    return tuple(Edit(path, f"async def {name}(", f"def {name}(") for name in names)


def _audit(path: str, prefix: str) -> tuple[Change, ...]:
    """Has every route of a router leave a trace."""
    router = f'router = APIRouter(prefix="/{prefix}", tags=["{prefix}"]'
    return (
        Edit(path, f"{router})", f"{router}, dependencies=[Depends(audited)])"),
        Edit(path, "import APIRouter", "import APIRouter, Depends"),
        Edit(
            path,
            "from fieldbook.dependencies",
            "from fieldbook.audit import audited\nfrom fieldbook.dependencies",
        ),
    )


COMMITS = (
    Commit(
        78,
        10,
        "Marek Nowak",
        "Write down why the API stalls",
        (Write("docs/event-loop.md", _PLAN), Write(".github/CODEOWNERS", _CODEOWNERS)),
    ),
    Commit(
        84,
        14,
        "Priya Raman",
        "Ask every list whether it answers",
        (Write("tests/test_smoke.py", _SMOKE_TEST),),
    ),
    Commit(
        92,
        11,
        "Tomas Lind",
        "Read wells in worker threads",
        _plain(WELLS, "list_wells", "show_well", "list_readings"),
    ),
    Commit(
        97,
        15,
        "Tomas Lind",
        "Create wells and find neighbours in worker threads",
        _plain(WELLS, "create_well", "list_neighbours"),
    ),
    Commit(
        101,
        9,
        "Grace Okafor",
        "Read equipment in worker threads",
        _plain(ASSETS, "list_assets", "list_due", "show_asset"),
    ),
    Commit(
        108,
        16,
        "Yuki Tanaka",
        "Read and create contacts in worker threads",
        _plain(CONTACTS, "list_contacts", "list_companies", "show_contact", "create_contact"),
    ),
    Commit(113, 10, "Priya Raman", "Check tokens in a worker thread", _plain(SECURITY, "current_user")),
    Commit(
        117,
        13,
        "Tomas Lind",
        "Write readings and names in worker threads",
        _plain(WELLS, "record_reading", "rename_well"),
    ),
    Commit(
        122,
        17,
        "Marek Nowak",
        "Make reports in worker threads",
        _plain(REPORTS, "monthly_report", "field_ranking", "mail_report"),
    ),
    IMPORT_READINGS,
    Commit(
        133, 9, "Yuki Tanaka", "Ask the database for readiness in a worker thread", _plain(HEALTH, "ready")
    ),
    Commit(
        137,
        15,
        "Grace Okafor",
        "Write equipment in worker threads",
        _plain(ASSETS, "install_asset", "record_inspection"),
    ),
    Commit(
        141,
        11,
        "Yuki Tanaka",
        "Keep documents without holding the loop",
        (
            Edit(
                DOCUMENTS,
                "from fastapi import APIRouter, Request\n",
                f"from fastapi import APIRouter, Request\n{_OFFLOAD}",
            ),
            Edit(
                DOCUMENTS,
                "    asset = service.required(db, asset_id)\n    content",
                "    asset = await run_in_threadpool(service.required, db, asset_id)\n    content",
            ),
            Edit(
                DOCUMENTS,
                '    return {"place": storage.keep(f"{asset.tag}/{name}", content)}',
                '    return {"place": await run_in_threadpool(storage.keep, f"{asset.tag}/{name}", content)}',
            ),
            *_plain(DOCUMENTS, "list_documents"),
        ),
    ),
    Commit(
        147,
        14,
        "Marek Nowak",
        "Count and list for administrators in worker threads",
        _plain(ADMIN, "list_users", "statistics"),
    ),
    Commit(
        152,
        16,
        "Marek Nowak",
        "Note who changes what",
        (Write("fieldbook/audit.py", _AUDIT), *_audit(CONTACTS, "contacts"), *_audit(ASSETS, "assets")),
    ),
    Commit(
        158,
        9,
        "Priya Raman",
        "Write the audit trail from a worker thread",
        _plain("fieldbook/audit.py", "audited"),
    ),
    Commit(
        164,
        10,
        "Tomas Lind",
        "Change contacts in worker threads",
        _plain(CONTACTS, "update_contact", "delete_contact"),
    ),
    Commit(
        170,
        15,
        "Tomas Lind",
        "Merge contacts entered twice",
        (Edit(CONTACTS, _CONTACTS_TAIL, _CONTACTS_TAIL + _MERGE),),
    ),
    Commit(
        176, 11, "Grace Okafor", "Ask the mapping service from a worker thread", _plain(WELLS, "locate_well")
    ),
    Commit(183, 13, "Yuki Tanaka", "Send mail from a worker thread", _plain(NOTIFICATIONS, "send")),
)
