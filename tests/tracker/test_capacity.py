"""The queueing model against arithmetic, against theory, and against a server under real load."""

from __future__ import annotations

import json
import math
import statistics
import threading
import time

import pytest

from tests.tracker.serving import served, undisturbed
from tracker.capacity.cautions import cautions_for
from tracker.capacity.setup import Load, Setup, bottleneck, ceiling
from tracker.capacity.simulation import simulate
from tracker.probe.requests import Connection, parse_base, parse_target


def codes(setup: Setup, **facts: object) -> list[str]:
    return [caution.code for caution in cautions_for(setup, **facts)]  # type: ignore[arg-type]


def test_the_ceiling_is_the_scarcest_of_threads_connections_and_processor() -> None:
    setup = Setup(workers=2, tokens=40, pool_size=5, overflow=5)
    assert ceiling(setup, Load(query_s=0.1, cpu_s=0.001)) == pytest.approx(200)
    assert bottleneck(setup, Load(query_s=0.1)) == "connections"
    assert bottleneck(setup, Load(query_s=0.1, other_s=1.0)) == "threads"
    assert bottleneck(setup, Load(query_s=0.001, cpu_s=0.05)) == "processor"


def test_a_closed_loop_settles_at_the_ceiling() -> None:
    setup = Setup(tokens=4, pool_size=4, overflow=0)
    found = simulate(setup, Load(query_s=0.1, cpu_s=0.0, clients=8, steady=True), 800)
    assert found.rate == pytest.approx(40, rel=0.02)
    assert found.p50 == pytest.approx(200, rel=0.02)


def erlang_c(servers: int, offered: float) -> float:
    """The chance to wait in M/M/c."""
    top = offered**servers / math.factorial(servers) * servers / (servers - offered)
    return top / (sum(offered**k / math.factorial(k) for k in range(servers)) + top)


def test_random_arrivals_wait_as_theory_says() -> None:
    servers, service, rate = 5, 0.1, 40.0
    found = simulate(
        Setup(tokens=servers, pool_size=servers, overflow=0),
        Load(query_s=service, cpu_s=0.0, rate=rate),
        60_000,
    )
    chance, drain = erlang_c(servers, rate * service), servers / service - rate
    expected_p95_wait = math.log(chance / 0.05) / drain * 1000
    assert found.thread_wait_p95 == pytest.approx(expected_p95_wait, rel=0.15)
    assert not found.overloaded


def test_overload_is_noticed_and_a_limit_refuses_instead() -> None:
    load = Load(query_s=0.1, rate=100)
    free = simulate(Setup(tokens=5, pool_size=5, overflow=0), load)
    bounded = simulate(Setup(tokens=5, pool_size=5, overflow=0, limit=20), load)
    assert free.overloaded
    assert free.refused == 0
    assert not bounded.overloaded
    assert bounded.refused == pytest.approx(0.5, abs=0.05)
    assert bounded.p95 < 1000 < free.p95


def test_impatient_pools_time_out_when_threads_outnumber_connections() -> None:
    load = Load(query_s=0.1, clients=40, cpu_s=0.0)
    assert simulate(Setup(tokens=40, pool_size=2, overflow=0, pool_timeout_s=0.5), load).timed_out > 0.1
    assert simulate(Setup(tokens=40, pool_size=40, overflow=0, pool_timeout_s=0.5), load).timed_out == 0


def test_a_health_route_in_a_thread_waits_and_one_on_the_loop_does_not() -> None:
    found = simulate(Setup(tokens=5, pool_size=5, overflow=0), Load(query_s=0.1, clients=50))
    assert found.health_thread_p95 > 500
    assert found.health_loop_p95 < 60


def test_the_same_question_gets_the_same_answer() -> None:
    load = Load(query_s=0.05, rate=60)
    assert simulate(Setup(), load, 500) == simulate(Setup(), load, 500)


def test_a_load_without_requests_is_refused() -> None:
    with pytest.raises(ValueError, match="rate or clients"):
        simulate(Setup(), Load(query_s=0.1))


def test_cautions() -> None:
    assert codes(Setup()) == ["CL403", "CL404", "CL402"]
    calm = Setup(tokens=15, limit=100, pool_timeout_s=5)
    assert codes(calm) == []
    assert codes(calm, health_in_thread=["/health"]) == ["CL108"]
    assert codes(calm, statement_timeout=False) == ["CL402"]
    assert codes(calm, database_limit=10) == ["CL403"]
    assert codes(Setup(overflow=-1, limit=1)) == ["CL401"]
    assert codes(Setup(limit=1, pool_timeout_s=5), takes_threads=False) == []


def load_server(url: str, clients: int, seconds: float) -> tuple[float, float, float]:
    """Requests per second, median latency (ms) and failed share seen by so many clients in a closed loop."""
    base, target = parse_base(url, remote=False), parse_target("/work")
    latencies: list[float] = []
    failures: list[float] = []
    end = time.perf_counter() + seconds

    def client() -> None:
        connection = Connection(base, 20)
        while (start := time.perf_counter()) < end:
            good = connection.send(target)
            (latencies if good else failures).append((time.perf_counter() - start) * 1000)
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = len(latencies) + len(failures)
    return len(latencies) / (time.perf_counter() - begun), statistics.median(latencies), len(failures) / total


@pytest.mark.parametrize(
    ("tokens", "pool", "query_s", "other_s", "timeout_s", "clients"),
    [
        (6, 6, 0.2, 0.0, 30.0, 12),  # threads are scarce
        (12, 3, 0.15, 0.05, 30.0, 12),  # connections are scarce
        (12, 2, 0.2, 0.0, 0.5, 12),  # and the pool gives up
    ],
)
def test_the_model_predicts_a_real_server_under_load(
    tokens: int, pool: int, query_s: float, other_s: float, timeout_s: float, clients: int
) -> None:
    environment = {
        "TOKENS": tokens,
        "POOL": pool,
        "QUERY_S": query_s,
        "OTHER_S": other_s,
        "POOL_TIMEOUT": timeout_s,
    }
    setup = Setup(tokens=tokens, pool_size=pool, overflow=0, pool_timeout_s=timeout_s)
    variables = {key: str(value) for key, value in environment.items()}
    with served("tests.tracker.served.bounded:app", **variables) as url:
        undisturbed(lambda: hold_against(url, setup, clients))


def hold_against(url: str, setup: Setup, clients: int) -> None:
    """The model against a server under load, given what its requests really took: on a busy machine more."""
    service_times(url)
    rate, median, failed = load_server(url, clients, 2.5)
    load = Load(**service_times(url), cpu_s=0.0015, clients=clients, steady=True)
    found = simulate(setup, load, 1000)
    assert found.rate == pytest.approx(rate, rel=0.2)
    assert found.p50 == pytest.approx(median, rel=0.25)
    assert found.timed_out == pytest.approx(failed, abs=0.12)


def service_times(url: str) -> dict[str, float]:
    connection = Connection(parse_base(url, remote=False), 20)
    found: dict[str, float] = json.loads(connection.read("/times"))
    connection.close()
    return found
