"""Reads settings from the environment; a bad value stops the start with one clear message.

Any variable may be given as a file instead: ``SECRET_KEY_FILE=/run/secrets/key`` stands for
``SECRET_KEY`` with the file's text.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str = "") -> str:
    """The variable, or the text of the file that ``<name>_FILE`` names, or ``default``."""
    if value := os.environ.get(name):
        return value
    if file := os.environ.get(f"{name}_FILE"):
        return _file_text(name, Path(file))
    return default


def flag(name: str, default: bool = False) -> bool:
    value = text(name, str(default)).strip().lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be one of 1, 0, true, false, yes, no, on, off.")


def number(name: str, default: int, *, least: int = 0) -> int:
    value = text(name, str(default))
    try:
        result = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None
    if result < least:
        raise ImproperlyConfigured(f"{name} must be at least {least}.")
    return result


def items(name: str, default: str = "") -> list[str]:
    """A comma-separated list; blanks are dropped."""
    return [item for part in text(name, default).split(",") if (item := part.strip())]


def directory(name: str, default: Path) -> Path:
    """A directory that exists, made when needed, in which files can be made."""
    path = Path(text(name, str(default))).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{path} cannot be made: {error.strerror}.") from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"{path} cannot be written to.")
    return path


def database(name: str, default: str) -> dict[str, Any]:
    """Django's database settings for a URL such as ``postgres://user:password@host/name``."""
    return _parsed(environ.Env.db_url_config, name, default)


def email(name: str, default: str) -> dict[str, Any]:
    """Django's ``EMAIL_*`` settings for a URL such as ``smtp+tls://user:password@host:587``."""
    return _parsed(environ.Env.email_url_config, name, default)


def secret_key(name: str, store: Path) -> str:
    """The variable, else a key made once and kept in ``store``, readable by its owner alone."""
    if given := text(name):
        return given
    if not store.exists():
        _make_secret(store)
    return store.read_text(encoding="ascii").strip()


def _make_secret(store: Path) -> None:
    # Written aside and linked into place: of two processes starting at once, one key wins whole.
    draft = store.with_name(f".{store.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(64), encoding="ascii")
    try:
        os.link(draft, store)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _parsed(parse: Any, name: str, default: str) -> dict[str, Any]:
    try:
        result: dict[str, Any] = parse(text(name, default))
    except (ValueError, KeyError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"{name} is not a URL that can be used.") from error
    return result


def _file_text(name: str, file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error.strerror}.") from error
