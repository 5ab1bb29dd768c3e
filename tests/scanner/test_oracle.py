"""Curated cases: the expectations in the code, what a served app shows and what the scanner says agree."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.oracle.__main__ import find_cases, scan_case
from tests.oracle.case import is_sampled, parse_expectations
from tests.oracle.check import check_comments, check_scan
from tests.oracle.observer import Observer
from tests.oracle.real_server import supports
from tests.oracle.verdicts import Observation

CASES = Path(__file__).parent / "cases"
ALL_CASES = find_cases(CASES)
KNOWN_LIMITS = frozenset((Path(__file__).parent / "known_limits.txt").read_text().split())


def _name(root: Path) -> str:
    return str(root.relative_to(CASES))


def _is_served_again(root: Path) -> bool:
    """Some, and all that answer by raising."""
    return supports(root) and (is_sampled(root, 20) or _raises(root))


def _raises(root: Path) -> bool:
    requests = root / "requests.json"
    return requests.exists() and '"raises"' in requests.read_text()


SERVED_AGAIN = [root for root in ALL_CASES if _is_served_again(root)]


@pytest.fixture(scope="session")
def observer() -> Iterator[Observer]:
    with Observer() as process:
        yield process


@pytest.fixture(scope="session")
def observe(observer: Observer) -> Callable[[Path], Observation]:
    return functools.cache(observer.observe)


@pytest.mark.parametrize("root", ALL_CASES, ids=_name)
@pytest.mark.usefixtures("_of_each_size")
def test_case(root: Path, observe: Callable[[Path], Observation]) -> None:
    seen = observe(root)
    assert check_comments(root, seen) == []
    differences = check_scan(root, seen, scan_case(root))
    if differences and _name(root) in KNOWN_LIMITS:
        pytest.xfail("a documented limit: docs/limits.md")
    assert differences == []


def test_every_known_limit_is_a_case_and_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "limits.md").read_text()
    assert {_name(root) for root in ALL_CASES} >= KNOWN_LIMITS
    assert [name for name in sorted(KNOWN_LIMITS) if f"`{name}`" not in page] == []


@pytest.mark.parametrize("root", SERVED_AGAIN, ids=_name)
def test_a_real_server_shows_the_same(root: Path, observer: Observer) -> None:
    here, there = observer.observe(root), observer.observe(root, with_uvicorn=True)
    assert there["problems"] == []
    assert _verdicts(there) == _verdicts(here)


def _verdicts(seen: Observation) -> dict[str, list[str]]:
    routes = {route["key"]: [route["verdict"]] for route in seen["routes"]}
    return routes | {unit["name"]: unit["verdicts"] for unit in seen["units"]}


def test_cases_are_many_and_four_in_ten_show_no_blocked_loop() -> None:
    blocking = [root for root in ALL_CASES if "-> blocking-async" in _sources(root)]
    assert len(ALL_CASES) >= 200
    assert len(ALL_CASES) - len(blocking) >= 0.4 * len(ALL_CASES)


def _sources(root: Path) -> str:
    return "\n".join(file.read_text() for file in root.rglob("*.py"))


class TestJudge:
    """The judge itself must be able to say no."""

    def check(self, tmp_path: Path, observer: Observer, source: str) -> list[str]:
        (tmp_path / "main.py").write_text(textwrap.dedent(source))
        return check_comments(tmp_path, observer.observe(tmp_path))

    def test_a_wrong_expectation_is_reported(self, tmp_path: Path, observer: Observer) -> None:
        found = self.check(
            tmp_path,
            observer,
            """
            import time
            from fastapi import FastAPI

            app = FastAPI()

            def work():  # -> converted-def
                time.sleep(0)

            @app.get("/")
            async def index():  # -> native-async
                work()
            """,
        )
        assert [line.split(" via ")[0] for line in found] == [
            "route GET / (main:index): written native-async, observed blocking-async",
            "helper main:work: written converted-def, observed blocking-async",
        ]

    def test_a_helper_without_expectation_is_reported(self, tmp_path: Path, observer: Observer) -> None:
        found = self.check(
            tmp_path,
            observer,
            """
            import time
            from fastapi import FastAPI

            app = FastAPI()

            def work():
                time.sleep(0)

            @app.get("/")
            def index():  # -> converted-def
                work()
            """,
        )
        assert found == ["helper main:work: written none, observed converted-def via time.sleep"]

    def test_failing_and_unreachable_routes_are_reported(self, tmp_path: Path, observer: Observer) -> None:
        found = self.check(
            tmp_path,
            observer,
            """
            from fastapi import FastAPI

            app = FastAPI()

            @app.get("/a")
            def first():  # -> converted-def
                raise ValueError("broken")

            @app.get("/a")
            def second():  # -> converted-def
                return 1
            """,
        )
        assert found == [
            "problem: GET /a: raised ValueError: broken",
            "route GET /a (main:second): was never called (mark it '# static: ->' if it cannot be)",
        ]

    def test_a_request_that_does_not_raise_as_it_should_is_reported(
        self, tmp_path: Path, observer: Observer
    ) -> None:
        (tmp_path / "requests.json").write_text('[{"path": "/", "raises": true}]')
        source = """
            from fastapi import FastAPI

            app = FastAPI()

            @app.get("/")
            def index():  # -> converted-def
                return 1
            """
        assert self.check(tmp_path, observer, source) == ["problem: GET /: raised nothing"]
        assert observer.observe(tmp_path, with_uvicorn=True)["problems"] == ["GET /: answered 200"]

    def test_garbage_is_collected_between_requests_only(self, tmp_path: Path, observer: Observer) -> None:
        source = """
            import weakref
            from fastapi import FastAPI

            app = FastAPI()
            collected = []

            class Ring:
                def __init__(self):
                    self.itself = self

            @app.get("/first")
            def first():  # -> converted-def
                weakref.finalize(Ring(), collected.append, True)
                many = [[] for _ in range(100_000)]
                assert len(many) and not collected

            @app.get("/second")
            def second():  # -> converted-def
                assert collected
            """
        assert self.check(tmp_path, observer, source) == []
        assert observer.observe(tmp_path, with_uvicorn=True)["problems"] == []

    def test_a_case_that_cannot_start_is_reported(self, tmp_path: Path, observer: Observer) -> None:
        found = self.check(tmp_path, observer, "raise RuntimeError('no app')")
        assert len(found) == 1
        assert "cannot be served: RuntimeError('no app')" in found[0]

    def test_a_case_that_hangs_ends_with_its_worker(self, tmp_path: Path) -> None:
        with Observer(seconds_per_case=3) as impatient:
            found = self.check(tmp_path, impatient, "while True:\n    pass")
        assert len(found) == 1
        assert "took more than 3 s" in found[0]
        assert '/main.py", line ' in found[0]

    def test_an_unlisted_or_misjudged_route_of_a_scan_is_reported(
        self, tmp_path: Path, observer: Observer
    ) -> None:
        (tmp_path / "main.py").write_text(
            "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/')\nasync def index():\n    return 1\n"
        )
        seen = observer.observe(tmp_path)
        document = scan_case(tmp_path)
        document["routes"][0]["classification"] = "blocking-async"
        assert check_scan(tmp_path, seen, document) == [
            "route GET / (main:index): the scanner says blocking-async, observed native-async"
        ]
        document["routes"] = []
        assert check_scan(tmp_path, seen, document) == [
            "route GET / (main:index): the scanner does not list it"
        ]

    def test_a_chain_that_leads_astray_is_reported(self, tmp_path: Path, observer: Observer) -> None:
        (tmp_path / "main.py").write_text(
            "import time\nfrom fastapi import FastAPI\napp = FastAPI()\n"
            "def work():  # -> blocking-async\n    time.sleep(0)\n"
            "@app.get('/')\nasync def index():  # -> blocking-async\n    work()\n"
        )
        seen = observer.observe(tmp_path)
        document = scan_case(tmp_path)
        assert check_scan(tmp_path, seen, document) == []
        steps = document["routes"][0]["chain"]
        steps[1]["symbol"], steps[-1]["symbol"] = "main:other", "requests.get"
        told = "main:index > main:other > requests.get"
        assert check_scan(tmp_path, seen, document) == [
            f"chain of main:index: main:other is no function of the project: {told}",
            f"chain of main:index: nothing like requests.get was seen: {told}",
        ]


def test_expectations_are_read() -> None:
    parts = parse_expectations("# -> GET /a/{id}: blocking-async (helper) via time.sleep; helper: none")
    assert [(p.target, p.verdict, p.detail, p.via) for p in parts] == [
        ("GET /a/{id}", "blocking-async", "helper", "time.sleep"),
        ("helper", "none", None, None),
    ]
    assert parse_expectations("# static: -> native-async")[0].static_only
    assert parse_expectations("# an ordinary remark") == ()


def test_a_misspelt_expectation_is_refused() -> None:
    with pytest.raises(ValueError, match="bloking-async"):
        parse_expectations("# -> bloking-async")
