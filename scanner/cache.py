"""Where the scanner keeps what it need not compute twice."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "CLEARLOOP_CACHE_DIR"


def cache_directory() -> Path:
    """The directory of all caches: ``CLEARLOOP_CACHE_DIR``, else the user's cache directory. It
    may not exist yet."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen).expanduser()
    return _user_caches() / "clearloop"


def _user_caches() -> Path:
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    configured = Path(os.environ.get("XDG_CACHE_HOME", ""))
    # The specification of that variable has relative paths ignored.
    return configured if configured.is_absolute() else Path.home() / ".cache"
