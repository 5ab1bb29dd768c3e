"""What is wrong with the bounds of a deployment, before any load is put on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.capacity.setup import Setup


@dataclass(frozen=True, slots=True)
class Caution:
    """One sentence for people; ``code`` is the finding it belongs to, ``level`` bad, warn or info."""

    code: str
    level: str
    title: str
    text: str


def cautions_for(
    setup: Setup,
    *,
    health_in_thread: Sequence[str] = (),
    statement_timeout: bool = True,
    database_limit: int | None = None,
    takes_threads: bool = True,
) -> list[Caution]:
    """Every warning that applies, the worst first. ``health_in_thread``: paths of such routes.

    Where nothing ``takes_threads``, their number is of no consequence.
    """
    found = [
        unlimited_connections(setup),
        fewer_connections_than_threads(setup) if takes_threads else None,
        more_than_the_database(setup, database_limit),
        nothing_bounds(setup),
        health(health_in_thread),
        no_statement_timeout(statement_timeout),
        patient_pool(setup),
    ]
    order = {"bad": 0, "warn": 1, "info": 2}
    return sorted((one for one in found if one), key=lambda one: order[one.level])


def unlimited_connections(setup: Setup) -> Caution | None:
    if setup.connections is not None:
        return None
    text = (
        "Without a pool, or with max_overflow=-1, every thread opens a connection until the database refuses."
    )
    return Caution("CL401", "bad", "Connections are unlimited", text)


def fewer_connections_than_threads(setup: Setup) -> Caution | None:
    if setup.connections is None or setup.connections >= setup.tokens:
        return None
    waiting = setup.tokens - setup.connections
    text = (
        f"{setup.tokens} threads share {setup.connections} connections: up to {waiting} threads do nothing "
        f"but wait for one, each for up to {setup.pool_timeout_s:g} s, and then fail."
    )
    return Caution("CL403", "bad", "More threads than connections", text)


def more_than_the_database(setup: Setup, database_limit: int | None) -> Caution | None:
    total = None if setup.connections is None else setup.connections * setup.workers
    if total is None or database_limit is None or total <= database_limit:
        return None
    text = f"{setup.workers} workers may open {total} connections; the database takes {database_limit}."
    return Caution("CL403", "bad", "More connections than the database takes", text)


def nothing_bounds(setup: Setup) -> Caution | None:
    if setup.limit is not None:
        return None
    text = (
        "Without a limit the queue grows until memory ends and every client has given up; "
        "a bounded server answers 503 at once and recovers at once."
    )
    return Caution("CL404", "warn", "Nothing bounds concurrency", text)


def health(paths: Sequence[str]) -> Caution | None:
    if not paths:
        return None
    named = ", ".join(paths[:5]) + (f" and {len(paths) - 5} more" if len(paths) > 5 else "")
    text = (
        f"{named}: a plain def, or one that depends on a plain def, waits for a thread behind slow requests, "
        "and a busy process gets killed."
    )
    return Caution("CL108", "bad", "A health route needs a thread", text)


def no_statement_timeout(known: bool) -> Caution | None:
    if known:
        return None
    text = "A query that is stuck holds its thread and its connection for ever."
    return Caution("CL402", "warn", "No statement timeout was found", text)


def patient_pool(setup: Setup) -> Caution | None:
    if setup.pool_timeout_s < 10 or setup.connections is None:
        return None
    text = f"A request waits {setup.pool_timeout_s:g} s for a connection; most clients give up sooner."
    return Caution("CL402", "info", "The pool waits longer than clients do", text)
