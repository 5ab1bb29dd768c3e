"""The documents the scanner hands out: the shapes of ``clearloop.scan/1``.

Everything downstream (outputs, rules, the tracker) reads these plain, JSON-ready dictionaries and
nothing else, so a scan that ran in another process or arrived over HTTP is as good as a local one.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

SCHEMA = "clearloop.scan/1"

Classification = Literal["blocking-async", "converted-def", "native-async"]
Detail = Literal[
    "handler",
    "helper",
    "dependency",
    "background",
    "stream",
    "converted",
    "born-def",
    "async-io",
    "offloaded",
    "no-io",
]
Confidence = Literal["certain", "likely", "possible"]
Context = Literal["loop", "thread"]
Kind = Literal[
    "database", "http", "cloud", "subprocess", "sleep", "file", "network", "cache", "mail", "lock", "queue"
]
Role = Literal[
    "helper", "dependency", "middleware", "lifespan", "exception-handler", "background", "task", "websocket"
]
Level = Literal["error", "warning", "info"]
CostWhat = Literal["query", "loop", "join", "eager-load"]


class ChainStep(TypedDict):
    """One hop of a witness chain. ``file`` and ``line`` say where the *step happens*: the first
    step is the unit's own ``def`` line, every later one the call site that enters ``symbol``; the
    last symbol is the blocking call's catalog name."""

    symbol: str
    file: str
    line: int


class Contract(TypedDict):
    """What a client can rely on; ``digest`` changes when any of it does. ``response_fields`` are the
    fields of the response's models, ``parameters`` all that a request may carry, as ``name: type``, with
    ``name?`` for what may be left out."""

    status_code: int | None
    response_model: str | None
    response_fields: NotRequired[list[str]]
    security: list[str]
    parameters: NotRequired[list[str]]
    digest: str


# ``in`` is not usable as an attribute name, hence the functional syntax.
CostRecord = TypedDict("CostRecord", {"what": CostWhat, "file": str, "line": int, "in": str})


# Places in a list of the document, ascending; ``[first, last]`` stands for three or more in a row.
Rows = list[int | list[int]]


class RouteRecord(TypedDict):
    """``costs`` are places in the document's ``costs``: those that serving the route reaches; so are
    ``calls`` in ``blocking_calls`` and ``unresolved`` in ``unresolved``, as many as the counts say."""

    id: str
    kind: Literal["http", "websocket"]
    methods: list[str]
    path: str
    handler: str
    file: str
    line: int
    end_line: int
    is_async: bool
    classification: Classification
    detail: Detail
    confidence: Confidence
    chain: list[ChainStep]
    blocking_calls: int
    awaits: bool
    subsystem: str
    tags: list[str]
    dependencies: list[str]
    contract: Contract
    unresolved_calls: int
    calls: NotRequired[Rows]
    unresolved: NotRequired[Rows]
    costs: NotRequired[list[int]]


class HelperRecord(TypedDict):
    """``calls`` are places in the document's ``blocking_calls``, as many as the count says."""

    id: str
    name: str
    role: Role
    file: str
    line: int
    end_line: int
    is_async: bool
    classification: Classification
    detail: Detail
    confidence: Confidence
    chain: list[ChainStep]
    blocking_calls: int
    contexts: list[Context]
    routes: int
    route_ids: list[str]
    calls: NotRequired[Rows]


BlockingCallRecord = TypedDict(
    "BlockingCallRecord",
    {
        "symbol": str,
        "kind": Kind,
        "file": str,
        "line": int,
        "in": str,
        "contexts": list[Context],
        "confidence": Confidence,
        "routes": int,
        "route_places": NotRequired[Rows],
        "alternative": str,
    },
)


class FindingRecord(TypedDict):
    code: str
    unit: str
    file: str
    line: int
    message: str
    chain: list[ChainStep]
    fingerprint: str
    level: Level
    suppressed: NotRequired[str]


class DiagnosticRecord(TypedDict):
    level: Level
    code: str
    file: str
    line: int
    message: str


UnresolvedRecord = TypedDict(
    "UnresolvedRecord",
    {"expression": str, "reason": str, "file": str, "line": int, "in": str, "contexts": list[Context]},
)


class BoundRecord(TypedDict):
    """A number that bounds a server, as written; ``value`` is null where only a run would tell."""

    value: int | None
    text: str
    file: str
    line: int


class TimeoutRecord(TypedDict):
    """A place that bounds statements; ``value`` as written with its unit, empty where it is no literal."""

    name: str
    value: str
    file: str
    line: int


class ServerRecord(TypedDict):
    """One way in which the project starts a server; a bound that is null was not given."""

    server: str
    app: str
    command: str
    file: str
    line: int
    development: bool
    workers: BoundRecord | None
    limit_concurrency: BoundRecord | None


class ServingRecord(TypedDict):
    """``servers`` has the likeliest production start first; ``workers`` and ``limit_concurrency`` are its."""

    servers: list[ServerRecord]
    workers: int | None
    limit_concurrency: int | None
    thread_tokens: list[BoundRecord]
    statement_timeouts: list[TimeoutRecord]


class StackRecord(TypedDict):
    sync_engines: list[dict[str, object]]
    async_engines: list[dict[str, object]]
    session_factories: list[dict[str, object]]
    dependencies: list[dict[str, object]]
    thread_dependencies: list[dict[str, object]]
    thread_tokens: int
    pools: list[dict[str, object]]
    serving: ServingRecord


class TargetRecord(TypedDict):
    path: str
    commit: str | None
    import_roots: list[str]
    files: int
    lines: int


class ScannerRecord(TypedDict):
    version: str
    catalog: str
    seconds: float
    files_parsed: int
    files_cached: int


class SummaryRecord(TypedDict):
    routes: dict[str, int]
    helpers: dict[str, int]
    blocking_calls: int
    findings: int
    unresolved_calls: int
    complete: bool
    incomplete_reasons: list[str]


class LoopRecord(TypedDict):
    """The part of the call graph through which the loop gets blocked.

    A node is ``[function, flags, successor, ...]``: its index in ``functions`` or -1, 1 if it blocks the
    loop itself plus 2 for an ``async def``, and indices of nodes. ``routes`` maps the ids of blocking
    routes to nodes.
    """

    functions: list[str]
    nodes: list[list[int]]
    routes: dict[str, int]


class ScanDocument(TypedDict):
    """``clearloop.scan/1``: everything one scan found, in a deterministic order."""

    schema: str
    target: TargetRecord
    scanner: ScannerRecord
    routes: list[RouteRecord]
    helpers: list[HelperRecord]
    blocking_calls: list[BlockingCallRecord]
    findings: list[FindingRecord]
    unresolved: list[UnresolvedRecord]
    stack: StackRecord
    diagnostics: list[DiagnosticRecord]
    summary: SummaryRecord
    loop: NotRequired[LoopRecord]
    costs: NotRequired[list[CostRecord]]
