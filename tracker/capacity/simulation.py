"""A worker process as a chain of three queues, simulated event by event.

A request waits for the processor, then for a thread token, then (holding the token) for a connection;
a connection that does not come within the pool's timeout fails the request. Requests beyond the limit on
concurrency are refused at the door. The same seed gives the same result.
"""

from __future__ import annotations

import heapq
import itertools
import math
import random
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from tracker.capacity.setup import Load, Setup

SEED = 7
REQUESTS = 6000
WARM_UP = 0.1  # share of the requests left out of the figures
HEALTH_EVERY = 25  # one health check per so many requests


@dataclass(frozen=True, slots=True)
class Prediction:
    """What clients would see. Times in ms, shares from 0 to 1, ``rate`` answered per second over all
    workers. ``health_*`` is the wait of a trivial request on the loop and of one that needs a thread."""

    rate: float
    p50: float
    p95: float
    p99: float
    thread_wait_p95: float
    pool_wait_p95: float
    refused: float
    timed_out: float
    waiting_max: int
    health_loop_p95: float
    health_thread_p95: float
    overloaded: bool


@dataclass(slots=True)
class Request:
    """One request on its way; ``health`` ones do no work and hold no connection."""

    arrived: float
    health: bool = False
    counted: bool = True
    wants_connection: float = 0.0
    got_thread: float = 0.0
    wait_ended: bool = False


@dataclass(slots=True)
class Tally:
    latencies: list[float] = field(default_factory=list)
    thread_waits: list[float] = field(default_factory=list)
    pool_waits: list[float] = field(default_factory=list)
    health_loop: list[float] = field(default_factory=list)
    health_thread: list[float] = field(default_factory=list)
    refused: int = 0
    timed_out: int = 0
    offered: int = 0
    waiting_max: int = 0
    first: float = math.inf
    last: float = 0.0


class Worker:
    """One worker process under load; ``run`` plays it to the end."""

    def __init__(self, setup: Setup, load: Load, requests: int) -> None:
        self.setup, self.load, self.left = setup, load, requests
        self.random = random.Random(SEED)  # noqa: S311 - a simulation, and it has to repeat
        self.now = 0.0
        self.events: list[tuple[float, int, Callable[[], None]]] = []
        self.order = itertools.count()
        self.cpu_free_at = 0.0
        self.threads_free = setup.tokens
        self.connections_free = math.inf if setup.connections is None else setup.connections
        self.for_thread: deque[Request] = deque()
        self.for_connection: deque[Request] = deque()
        self.inside = 0
        self.born = 0
        self.skip = int(requests * WARM_UP)
        self.tally = Tally()

    def run(self) -> Tally:
        if self.load.clients:
            for _ in range(self.load.clients):
                self.at(0.0, self.arrive)
        else:
            self.at(0.0, self.arrive_and_plan)
        while self.events:
            self.now, _, action = heapq.heappop(self.events)
            action()
        return self.tally

    def at(self, moment: float, action: Callable[[], None]) -> None:
        heapq.heappush(self.events, (moment, next(self.order), action))

    def spend(self, mean: float) -> float:
        if not mean or self.load.steady:
            return mean
        return self.random.expovariate(1 / mean)

    def arrive_and_plan(self) -> None:
        self.arrive()
        if self.left > 0:
            gap = self.random.expovariate(self.load.rate / self.setup.workers)
            self.at(self.now + gap, self.arrive_and_plan)

    def arrive(self) -> None:
        if self.left <= 0:
            return
        self.left -= 1
        self.born += 1
        request = Request(self.now, counted=self.born > self.skip)
        self.enter(request)
        if self.born % HEALTH_EVERY == 0:
            self.enter(Request(self.now, health=True, counted=request.counted))

    def enter(self, request: Request) -> None:
        """Through the door, or refused at once; then to the processor, first come first served."""
        self.tally.offered += request.counted and not request.health
        if self.setup.limit is not None and self.inside >= self.setup.limit:
            self.tally.refused += request.counted and not request.health
            self.again(request, pause=0.01)
            return
        self.inside += 1
        start = max(self.now, self.cpu_free_at)
        self.cpu_free_at = start + (0.0 if request.health else self.load.cpu_s)
        self.at(self.cpu_free_at, partial(self.want_thread, request))

    def want_thread(self, request: Request) -> None:
        if request.health and request.counted:
            self.tally.health_loop.append(self.now - request.arrived)
        self.for_thread.append(request)
        self.tally.waiting_max = max(self.tally.waiting_max, len(self.for_thread) - self.threads_free)
        self.give_threads()

    def give_threads(self) -> None:
        while self.threads_free and self.for_thread:
            request = self.for_thread.popleft()
            self.threads_free -= 1
            request.got_thread = self.now
            if request.health:
                self.leave(request)
            else:
                self.at(self.now + self.spend(self.load.other_s), partial(self.want_connection, request))

    def want_connection(self, request: Request) -> None:
        request.wants_connection = self.now
        self.for_connection.append(request)
        self.give_connections()
        if not request.wait_ended:
            self.at(self.now + self.setup.pool_timeout_s, partial(self.give_up, request))

    def give_connections(self) -> None:
        while self.connections_free and self.for_connection:
            request = self.for_connection.popleft()
            if request.wait_ended:
                continue
            request.wait_ended = True
            self.connections_free -= 1
            self.note(self.tally.pool_waits, request, self.now - request.wants_connection)
            self.at(self.now + self.spend(self.load.query_s), partial(self.finish, request))

    def give_up(self, request: Request) -> None:
        if not request.wait_ended:
            request.wait_ended = True
            self.tally.timed_out += request.counted
            self.leave(request)

    def finish(self, request: Request) -> None:
        self.connections_free += 1
        if request.counted:
            self.tally.latencies.append(self.now - request.arrived)
            self.tally.first = min(self.tally.first, request.arrived)
            self.tally.last = max(self.tally.last, self.now)
        self.leave(request)
        self.give_connections()

    def leave(self, request: Request) -> None:
        """Give the thread back; the client of a closed loop sends its next request."""
        waits = self.tally.health_thread if request.health else self.tally.thread_waits
        self.note(waits, request, request.got_thread - request.arrived)
        self.threads_free += 1
        self.inside -= 1
        self.again(request)
        self.give_threads()

    def again(self, request: Request, pause: float = 0.0) -> None:
        if self.load.clients and not request.health:
            self.at(self.now + pause, self.arrive)

    def note(self, values: list[float], request: Request, seconds: float) -> None:
        if request.counted:
            values.append(seconds)


def simulate(setup: Setup, load: Load, requests: int = REQUESTS) -> Prediction:
    """Play so many requests through one worker and read off what clients would see.

    Needs a positive ``rate`` or ``clients``; raises ValueError otherwise.
    """
    if load.rate <= 0 and load.clients <= 0:
        raise ValueError("a load needs a rate or clients")
    tally = Worker(setup, load, requests).run()
    answered = len(tally.latencies)
    span = tally.last - tally.first if answered else 0.0
    offered = max(1, tally.offered)
    return Prediction(
        rate=setup.workers * answered / span if span else 0.0,
        p50=milliseconds(tally.latencies, 0.5),
        p95=milliseconds(tally.latencies, 0.95),
        p99=milliseconds(tally.latencies, 0.99),
        thread_wait_p95=milliseconds(tally.thread_waits, 0.95),
        pool_wait_p95=milliseconds(tally.pool_waits, 0.95),
        refused=tally.refused / offered,
        timed_out=tally.timed_out / offered,
        waiting_max=int(tally.waiting_max),
        health_loop_p95=milliseconds(tally.health_loop, 0.95),
        health_thread_p95=milliseconds(tally.health_thread, 0.95),
        overloaded=is_overloaded(tally),
    )


def milliseconds(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000 if ordered else 0.0


def is_overloaded(tally: Tally) -> bool:
    """Whether waiting kept growing: the last fifth waited far longer for a thread than the second."""
    fifth = len(tally.thread_waits) // 5
    if fifth < 20:
        return False
    early, late = (
        sum(part) / fifth for part in (tally.thread_waits[fifth : 2 * fifth], tally.thread_waits[-fifth:])
    )
    return late > 2 * early + 0.05
