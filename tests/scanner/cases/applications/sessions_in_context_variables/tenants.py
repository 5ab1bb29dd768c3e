from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class Tenant:
    name: str
    limits: dict = field(default_factory=dict)

    def limit(self, key):
        return self.limits.get(key, 10)


tenant: ContextVar[Tenant] = ContextVar("tenant", default=Tenant("none"))
