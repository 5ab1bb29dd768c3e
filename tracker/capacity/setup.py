"""The bounds of one deployment, and the load put on it."""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_TOKENS = 40
DEFAULT_POOL, DEFAULT_OVERFLOW, DEFAULT_POOL_TIMEOUT_S = 5, 10, 30.0
# Pools that keep other bounds than the usual one: size and overflow (-1: no bound).
POOL_CLASSES = {"NullPool": (1, -1), "StaticPool": (1, 0), "AssertionPool": (1, 0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """Bounds of every worker process. ``limit`` None: nothing bounds the requests in flight;
    ``overflow`` -1: connections are unlimited."""

    workers: int = 1
    tokens: int = DEFAULT_TOKENS
    pool_size: int = DEFAULT_POOL
    overflow: int = DEFAULT_OVERFLOW
    pool_timeout_s: float = DEFAULT_POOL_TIMEOUT_S
    limit: int | None = None

    @property
    def connections(self) -> int | None:
        """Connections a worker may hold at once; None when nothing bounds them."""
        return None if self.overflow < 0 else self.pool_size + self.overflow


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Requests that need a thread. Times are seconds of one request.

    ``query_s`` is spent holding a connection, ``other_s`` in the thread without one, ``cpu_s`` is Python
    at work, which one worker does for one request at a time. Either requests arrive at ``rate`` per
    second over all workers, at random moments; or ``clients`` per worker send one after the other.
    ``steady`` makes the times fixed instead of exponentially distributed.
    """

    query_s: float
    other_s: float = 0.0
    cpu_s: float = 0.001
    rate: float = 0.0
    clients: int = 0
    steady: bool = False


def ceiling(setup: Setup, load: Load) -> float:
    """The most requests per second that this setup can ever answer, over all workers."""
    held = load.query_s + load.other_s
    bounds = [setup.tokens / held] if held else []
    if setup.connections is not None and load.query_s:
        bounds.append(setup.connections / load.query_s)
    if load.cpu_s:
        bounds.append(1 / load.cpu_s)
    return setup.workers * min(bounds, default=float("inf"))


def bottleneck(setup: Setup, load: Load) -> str:
    """Which bound is met first when the load grows: ``threads``, ``connections`` or ``processor``."""
    held = load.query_s + load.other_s
    shares = {"threads": held / setup.tokens, "processor": load.cpu_s}
    if setup.connections is not None:
        shares["connections"] = load.query_s / setup.connections if setup.connections else float("inf")
    return max(shares, key=lambda name: shares[name])
