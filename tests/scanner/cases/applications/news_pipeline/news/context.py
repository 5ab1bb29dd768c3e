from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class RequestScope:
    tenant: str
    counters: dict[str, int] = field(default_factory=dict)


scope: ContextVar[RequestScope] = ContextVar("scope")


def tenant() -> str:
    return scope.get().tenant
