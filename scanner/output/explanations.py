"""What each finding code means, in a line for lists and a sentence for help texts."""

from __future__ import annotations

from typing import NamedTuple


class Explanation(NamedTuple):
    """``title`` names the fault, ``remedy`` says what to do about it."""

    title: str
    remedy: str
    precision: str = "high"


EXPLANATIONS: dict[str, Explanation] = {
    "CL101": Explanation(
        "Blocking call on the event loop",
        "Make the handler a plain def if it awaits nothing; otherwise move the blocking call into a worker "
        "thread or replace it by its asynchronous counterpart.",
    ),
    "CL102": Explanation(
        "Asynchronous dependency blocks the event loop",
        "Make the dependency a plain def, so that it runs in a worker thread, or use an asynchronous client.",
    ),
    "CL103": Explanation(
        "Middleware, exception handler, lifespan or websocket code blocks the event loop",
        "Move the blocking work into a worker thread or use an asynchronous client; all requests wait.",
    ),
    "CL104": Explanation(
        "Asynchronous background task blocks the event loop",
        "Declare the task as a plain def: background tasks of that colour run in a worker thread.",
    ),
    "CL105": Explanation(
        "async def that awaits nothing",
        "Write it as a plain def unless it is cheap and blocks nothing.",
    ),
    "CL106": Explanation(
        "Offload of a result instead of a function",
        "Hand over the function and its arguments separately; called in place, it already ran on the loop.",
    ),
    "CL107": Explanation(
        "Blanket offload of a whole handler body",
        "Make the handler a plain def, or offload only the helper that blocks.",
        "medium",
    ),
    "CL108": Explanation(
        "Over-conversion: a def route that blocks nothing",
        "Make it async def again: it needs no worker thread, and as a health check it must not wait for one.",
        "medium",
    ),
    "CL109": Explanation(
        "Streamed body blocks the event loop between chunks",
        "Stream from a plain iterator, which runs in a worker thread, or from an asynchronous source.",
    ),
    "CL201": Explanation(
        "AsyncSession code reaches a synchronous session",
        "Migrate the helper too, or give the route a session of one kind only.",
    ),
    "CL202": Explanation(
        "Coroutine of an asynchronous session or client never awaited",
        "Await it: the call has not happened, and no error will say so.",
    ),
    "CL203": Explanation(
        "Lazy load under AsyncSession",
        "Load the relationship with the query (selectinload, joinedload) or await it by awaitable_attrs.",
        "medium",
    ),
    "CL204": Explanation(
        "AsyncSession without expire_on_commit=False, attributes read after commit",
        "Create the sessions with expire_on_commit=False, or refresh the object before reading it.",
    ),
    "CL205": Explanation(
        "Driver does not fit the engine",
        "Use an asynchronous driver with create_async_engine and a synchronous one with create_engine.",
    ),
    "CL206": Explanation(
        "Asynchronous engine never disposed",
        "Await engine.dispose() when the application shuts down.",
    ),
    "CL207": Explanation(
        "One AsyncSession used by several tasks at once",
        "Give every task a session of its own, or run the queries one after the other.",
    ),
    "CL208": Explanation(
        "One dependency yields sessions of both kinds",
        "Keep two dependencies, one for each kind of session, until the last synchronous user is gone.",
        "medium",
    ),
    "CL301": Explanation(
        "Request-scoped session handed to a background task or thread",
        "Open a new session where the work happens; the request's own is closed by then or shared.",
    ),
    "CL302": Explanation(
        "Session not closed on every path",
        "Open it with a with statement, or close it in a finally block.",
        "medium",
    ),
    "CL303": Explanation(
        "Object crosses from one session to another",
        "Use one session for the request, or merge the object into the other session.",
        "medium",
    ),
    "CL304": Explanation(
        "Session or connection kept in a module global",
        "Keep a factory or a pool there, and open a session for each request.",
    ),
    "CL305": Explanation(
        "Transaction left open on an exception path",
        "Roll back in an except or finally block, or use the session's begin() as a context manager.",
        "medium",
    ),
    "CL306": Explanation(
        "Query inside a loop",
        "Load what the loop needs with one query before it, or insert the rows in one call.",
        "medium",
    ),
    "CL401": Explanation(
        "Engine without bounds",
        "Set pool_pre_ping and pool_recycle, and bound max_overflow.",
    ),
    "CL402": Explanation(
        "No statement or pool timeout",
        "Set a statement timeout and pool_timeout, so that a stuck query gives its connection back.",
    ),
    "CL403": Explanation(
        "More worker threads than database connections",
        "Raise pool_size and max_overflow or lower the number of thread tokens until they agree.",
    ),
    "CL404": Explanation(
        "Nothing bounds concurrency",
        "Start the server with a limit on concurrency, so that an overload is answered with 503 at once.",
    ),
}

_UNKNOWN = Explanation("Finding", "See the rule's page.")


def explain(code: str) -> Explanation:
    """The explanation of a code, or a neutral one for a code of a newer scanner."""
    return EXPLANATIONS.get(code, _UNKNOWN)
