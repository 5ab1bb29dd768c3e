"""Settings, packaging and the promises of their documentation."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from allauth.socialaccount.models import EmailAddress, SocialLogin
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.test import Client

from tests.browsers import find_chromium
from tests.tracked import lock_faults, unwanted_text
from tests.whole import ROOT, environment
from tracker import env
from tracker.accounts import AccountAdapter, SocialAccountAdapter

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
READERS = r'env\.(?:text|flag|number|items|database|email|directory|secret_key)\(\s*"([A-Z_]+)"'


def output_of(code: str, data: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter with the project's own settings."""
    program = f"import django; django.setup(); from django.conf import settings as s; {code}"
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment(data, variables),
        capture_output=True,
        text=True,
        check=False,
    )


def setting(code: str, data: Path, **variables: str) -> str:
    done = output_of(f"print({code})", data, **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


# The environment


@pytest.mark.parametrize(("text", "value"), [("1", True), ("Yes", True), ("off", False), ("", False)])
def test_flags(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("FLAG", text)
    assert env.flag("FLAG") is value


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (env.flag, "maybe", "must be one of"),
        (lambda name: env.number(name, 1), "many", "whole number"),
        (lambda name: env.number(name, 1, least=1), "0", "at least 1"),
        (lambda name: env.database(name, ""), "postgres://host:port/name", "not a URL"),
    ],
)
def test_a_bad_value_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, read: Any, text: str, message: str
) -> None:
    monkeypatch.setenv("VALUE", text)
    with pytest.raises(ImproperlyConfigured, match=message):
        read("VALUE")


def test_a_variable_may_be_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("secret\n")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))
    assert env.text("KEY") == "secret"
    monkeypatch.setenv("KEY", "nearer")
    assert env.text("KEY") == "nearer"
    monkeypatch.delenv("KEY")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "none"))
    with pytest.raises(ImproperlyConfigured, match="KEY_FILE cannot be read"):
        env.text("KEY")


def test_the_secret_key_is_made_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    store = tmp_path / "key"
    first = env.secret_key("NO_SUCH_KEY", store)
    assert len(first) > 50
    assert env.secret_key("NO_SUCH_KEY", store) == first
    assert store.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_a_directory_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=environment(tmp_path / "file" / "data", {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert re.fullmatch(r"clearloop: .*/file/data cannot be made: .*\n", done.stderr)


def test_every_variable_is_documented() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("tracker", "scanner")
        for path in (ROOT / folder).rglob("*.py")
    )
    read = set(re.findall(READERS, code)) | set(re.findall(r'"(CLEARLOOP_[A-Z_]+)"', code))
    documented = set(
        re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/configuration.md").read_text(), re.MULTILINE)
    )
    tests = {"CHROMIUM", "CLEARLOOP_REQUIRE_BROWSER"}
    assert documented - tests == read


# Settings that decide something


def test_two_installations_on_one_host_keep_their_cookies_apart(tmp_path: Path) -> None:
    names = {setting("s.SESSION_COOKIE_NAME", tmp_path / name) for name in ("one", "two")}
    assert len(names) == 2


def test_the_database_of_a_bare_checkout(tmp_path: Path) -> None:
    code = "s.DATABASES['default']['OPTIONS']['transaction_mode'], s.CELERY_BROKER_TRANSPORT, s.DEBUG"
    assert setting(code, tmp_path) == "IMMEDIATE tracker.broker:Transport False"


def test_redis_serves_broker_and_caches(tmp_path: Path) -> None:
    code = "s.CELERY_BROKER_URL, s.CACHES['liveness']['BACKEND']"
    url = "redis://127.0.0.1:1/0"
    assert setting(code, tmp_path, REDIS_URL=url) == f"{url} django.core.cache.backends.redis.RedisCache"


def test_https_hardens_cookies(tmp_path: Path) -> None:
    code = "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0"
    assert setting(code, tmp_path, CLEARLOOP_HTTPS="1") == "True True True True"
    assert setting(code, tmp_path) == "False False False False"


def test_a_provider_may_receive_the_sign_in_form(tmp_path: Path) -> None:
    code = "s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action']"
    assert setting(code, tmp_path) == "[\"'self'\"]"
    given = setting(code, tmp_path, OIDC_SERVER_URL="https://login.example.com/realm", GITHUB_CLIENT_ID="x")
    assert given == "[\"'self'\", 'https://login.example.com', 'https://github.com']"


def test_tasks_are_never_eager_outside_tests(tmp_path: Path) -> None:
    code = "__import__('tracker').celery_app.conf.task_always_eager"
    assert setting(code, tmp_path) == "False"


@pytest.mark.django_db
def test_the_content_security_policy(client: Client) -> None:
    policy = client.get("/accounts/login/")["Content-Security-Policy"]
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert directives["default-src"] == directives["script-src"] == directives["style-src"] == "'self'"
    assert directives["img-src"] == "'self' data:"
    assert directives["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy


# Accounts


def login_of(email: str, *, verified: bool) -> SocialLogin:
    return SocialLogin(email_addresses=[EmailAddress(email=email, verified=verified)])


def test_nobody_registers_by_themselves() -> None:
    assert not AccountAdapter().is_open_for_signup(HttpRequest())


@pytest.mark.parametrize(
    ("domains", "email", "verified", "expected"),
    [
        ([], "ada@example.com", True, False),
        (["example.com"], "ada@example.com", True, True),
        (["Example.com"], "ada@EXAMPLE.com", True, True),
        (["example.com"], "ada@example.com", False, False),
        (["example.com"], "ada@evil-example.com", True, False),
        (["*"], "ada@anywhere.org", False, True),
    ],
)
def test_a_provider_opens_accounts_of_its_domains(
    monkeypatch: pytest.MonkeyPatch, domains: list[str], email: str, verified: bool, expected: bool
) -> None:
    monkeypatch.setattr(settings, "SIGNUP_DOMAINS", domains)
    is_open = SocialAccountAdapter().is_open_for_signup(HttpRequest(), login_of(email, verified=verified))
    assert is_open is expected


# Packaging


def test_compose_has_every_part() -> None:
    assert set(COMPOSE["services"]) == {"migrate", "web", "worker", "beat", "postgres", "redis"}
    assert set(COMPOSE["volumes"]) == {"data", "postgres", "redis"}


@pytest.mark.parametrize("name", ["web", "worker", "beat", "postgres", "redis"])
def test_long_running_services_are_checked_and_restarted(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["healthcheck"]["test"]
    assert service["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", ["migrate", "web", "worker", "beat"])
def test_our_services_have_few_rights(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["volumes"] == ["data:/data"]


def test_nothing_starts_before_what_it_needs() -> None:
    services = COMPOSE["services"]
    assert services["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    for name in ("web", "worker", "beat"):
        assert services[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_compose_passes_only_documented_variables() -> None:
    documented = (ROOT / "docs/configuration.md").read_text()
    assert all(f"| `{name}` |" in documented for name in COMPOSE["services"]["web"]["environment"])


@pytest.mark.parametrize("part", ["The public face", "Forges", "Signing in"])
def test_what_an_installation_must_decide_reaches_compose(part: str) -> None:
    text = (ROOT / "docs/configuration.md").read_text().partition(f"## {part}\n")[2].partition("\n## ")[0]
    left_alone = {"CLEARLOOP_FORM_ORIGINS", "CLEARLOOP_HSTS_SECONDS", "CLEARLOOP_HSTS_SUBDOMAINS",
                  "CLEARLOOP_HSTS_PRELOAD"}  # fmt: skip
    documented = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    assert documented - left_alone <= set(COMPOSE["services"]["web"]["environment"])


def test_the_image_copies_what_there_is() -> None:
    copied = re.findall(r"^COPY (?!--from)(\S+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert {"manage.py", "scanner", "tracker", "templates", "requirements.lock"} == set(copied)
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert all((ROOT / name).exists() and name not in ignored for name in copied)


def test_help_needs_no_more_than_make() -> None:
    done = subprocess.run(
        ["/usr/bin/env", "-i", "PATH=/nowhere", shutil.which("make") or "make", "help"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "  make up " in done.stdout


def test_workers_serve_every_queue() -> None:
    queues = {queue.name for queue in settings.CELERY_TASK_QUEUES}
    assert queues == {"scan", "history", "forge"}
    assert set(COMPOSE["services"]["worker"]["command"][5].split(",")) == queues


def test_the_image_runs_as_nobody_special_from_hashed_pins() -> None:
    text = (ROOT / "Dockerfile").read_text()
    assert "--require-hashes" in text
    assert text.rindex("USER clearloop") > text.rindex("RUN ")


def test_help_lists_the_targets() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("up", "env", "test", "check", "bench", "fuzz", "help"):
        assert re.search(rf"^  make {target} ", done.stdout, re.MULTILINE)


def test_the_makefile_calls_modules_that_exist() -> None:
    modules = re.findall(r"\$\(PY\) -m (tests\.\w+)", (ROOT / "Makefile").read_text())
    missing = [name for name in modules if not list(ROOT.glob(name.replace(".", "/") + "*"))]
    assert missing == []


# Tracked files


def test_locks_are_compared_with_the_project() -> None:
    lock = "django==5.2 \\\n    --hash=sha256:aa\nredis==8.0"
    assert list(lock_faults(lock, ["Django>=5.2", "psycopg[binary]"])) == [
        "psycopg[binary] is not locked: run `make locks`",
        "redis==8.0 has no hash: run `make locks`",
    ]


def test_unwanted_text_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.tracked.ROOT", tmp_path)
    file = tmp_path / "notes.md"
    file.write_text("fine: https://example.com/work/1\nbad: /ro" + "ot/thing\nbad: --index" + "-url x\n")
    assert [fault.partition(": ")[0] for fault in unwanted_text([file])] == ["notes.md:3", "notes.md:2"]


def test_a_named_browser_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/some/browser")
    assert find_chromium() == "/some/browser"
    monkeypatch.delenv("CHROMIUM")
    monkeypatch.setitem(os.environ, "PATH", "")
    assert find_chromium() in (None, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
