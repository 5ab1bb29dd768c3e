"""``manage.py up``: the whole installation as one command, for a laptop or a small server."""

from __future__ import annotations

import contextlib
import http
import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, transaction
from django.urls import reverse
from django.utils import timezone

from tracker import broker, healthcheck, liveness, pull_tasks, startup, tasks
from tracker.models import HistoryRun, Repository, Scan
from tracker.services import ServiceError, heads, history, login_links, repositories, scans
from tracker.services import address as own_address
from tracker.startup import StartError
from tracker.supervisor import Child, Supervisor

EXAMPLE = "example"
ACTOR = "make up"
READY_WITHIN = 90.0  # seconds
GIVE_UP_AFTER = 3  # deaths of one process before the first sign of health
FILESYSTEM = "filesystem"


class Command(BaseCommand):
    help = "Prepares the database and runs web, worker and scheduler until Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", default="8000", help="port to listen on; 0 takes a free one")
        parser.add_argument(
            "--repo", default="", help="path or git URL to register and scan; 'example' for ours"
        )
        parser.add_argument("--no-link", action="store_true", help="print no one-time login link")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._run(options["host"], _port(options["port"]), options["repo"], not options["no_link"])
        except (StartError, ServiceError) as error:
            self._refuse(str(error))
        except OperationalError as error:
            self._refuse(f"The database cannot be used: {str(error).strip().splitlines()[0]}")

    def _run(self, host: str, port: int, repo: str, link: bool) -> None:
        startup.require_git()
        data = Path(settings.DATA_DIR)
        with startup.sole_owner(data) as lock, startup.listen(host, port) as listener:
            self._say(f"Clearloop is starting. Its data is in {data}.")
            _prepare()
            repository = _registered(repo)
            page = reverse("overview", args=[repository.slug]) if repository else "/"
            address = _address(host, listener.getsockname()[1])
            own_address.remember(address)
            supervisor = Supervisor(
                _children(data, listener.fileno(), lock.fileno()), _environment(data), self._say
            )
            supervisor.install_signals()
            try:
                supervisor.start()
                self._await_health(supervisor, host, listener.getsockname()[1])
                if not supervisor.asked_to_stop:
                    self._welcome(address, page, link, data)
                supervisor.run()
                self._say("Stopping.")
            finally:
                supervisor.stop()

    def _await_health(self, supervisor: Supervisor, host: str, port: int) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while not supervisor.asked_to_stop and not _is_healthy(host, port):
            supervisor.tick()
            failing = next((child for child in supervisor.children if child.deaths >= GIVE_UP_AFTER), None)
            if failing:
                raise StartError(f"The {failing.name} process does not stay up. Its log: {failing.log}")
            if time.monotonic() > deadline:
                logs = supervisor.children[0].log.parent
                raise StartError(f"Not healthy after {READY_WITHIN:.0f} seconds. The logs are in {logs}.")

    def _welcome(self, address: str, page: str, link: bool, data: Path) -> None:
        self._say(f"Clearloop is up: {address}{page}")
        if link:
            token = login_links.issue(login_links.first_admin())
            query = "?" + urlencode({"next": page}) if page != "/" else ""
            self._say(f"Sign in once with: {address}{reverse('login-once', args=[token])}{query}")
        self._say(f"Logs: {data / 'logs'}. Stop with Ctrl-C.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _refuse(self, reason: str) -> None:
        self.stderr.write(f"clearloop: {reason}")
        sys.exit(1)


def _port(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise StartError(f"{text!r} is not a port number.") from None


def _prepare() -> None:
    """Brings the database and the static files up to date, and makes the first administrator."""
    call_command("migrate", interactive=False, verbosity=0)
    startup.collect_static()
    login_links.first_admin()
    liveness.forget(liveness.BEAT)


def _registered(repo: str) -> Repository | None:
    """The repository asked for, with a scan queued, and its history where it has none yet."""
    if not repo:
        if not Repository.objects.exists():
            # Only an offer of the first page: without it everything else still works.
            with contextlib.suppress(StartError):
                _make_example()
        return None
    location = str(_make_example()) if repo == EXAMPLE else repo
    repository = repositories.register(location=location, actor=ACTOR)
    _queue_scan(repository)
    if repository.kind != Repository.Kind.DIRECTORY:
        _queue_history(repository)
    return repository


def _queue_scan(repository: Repository) -> None:
    with transaction.atomic():
        scan = scans.request(repository, trigger=Scan.Trigger.REGISTER, requested_by=ACTOR)
        transaction.on_commit(lambda: tasks.run_scan.delay(scan.pk))


def _queue_history(repository: Repository) -> None:
    if HistoryRun.objects.filter(repository=repository).exists():
        return
    with transaction.atomic():
        run = history.start(repository, sampling=HistoryRun.Sampling.WEEK, requested_by=ACTOR)
        transaction.on_commit(lambda: tasks.run_history.delay(run.pk))


def _make_example() -> Path:
    """The bundled example project with its git history, written once; it ends the day before."""
    place = Path(settings.EXAMPLE_REPOSITORY)
    if not place.exists():
        yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
        command = [sys.executable, "-m", "tracker.example", str(place), "--until", yesterday]
        done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)  # noqa: S603 - our own module, no shell
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise StartError(f"The example project could not be written: {reason}")
    return place


def _children(data: Path, listener: int, lock: int) -> list[Child]:
    logs, here = data / "logs", Path(settings.BASE_DIR)
    logs.mkdir(exist_ok=True)
    celery = [sys.executable, "-m", "celery", "-A", "tracker"]
    worker = [*celery, "worker", "--queues", "scan,history,forge", "--loglevel", "INFO"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    web = [sys.executable, "-m", "gunicorn", "-c", "python:tracker.gunicorn", "--bind", f"fd://{listener}"]
    # The lock is inherited: while anything of this installation lives, no second one starts.
    return [
        Child("web", web, logs / "web.log", here, pass_fds=(listener, lock)),
        Child(
            "worker", [*worker, *quiet], logs / "worker.log", here, pass_fds=(lock,), before=_ready_for_worker
        ),
        Child(
            "beat",
            [*celery, "beat", "--loglevel", "INFO", "--pidfile="],
            logs / "beat.log",
            here,
            pass_fds=(lock,),
        ),
    ]


def _ready_for_worker() -> None:
    """Takes back the last worker's sign of life, and puts what it had taken back into the queue."""
    liveness.forget(liveness.WORKER)
    if settings.CELERY_BROKER_URL.startswith(FILESYSTEM):
        broker.restore()
        # Over this broker there is one worker, and it is dead. Where the database is busy, the
        # reaper finds out by itself a little later.
        with contextlib.suppress(OperationalError):
            scans.disown()
            history.disown()
            heads.disown()
            tasks.reap()
            pull_tasks.revive()


def _environment(data: Path) -> dict[str, str]:
    return {**os.environ, "CLEARLOOP_DATA_DIR": str(data), "PYTHONUNBUFFERED": "1"}


def _address(host: str, port: int) -> str:
    name = own_address.HERE if host in ("127.0.0.1", "0.0.0.0", "::", "::1") else host  # noqa: S104 - compared, not bound
    return f"http://{name}:{port}"


def _is_healthy(host: str, port: int) -> bool:
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    return healthcheck.ask(target, port) == http.HTTPStatus.OK
