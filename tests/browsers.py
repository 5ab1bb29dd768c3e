"""Where the browser tests find a Chromium."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find_chromium() -> str | None:
    """The path of a Chromium: the variable CHROMIUM, else the first of the usual names, else None."""
    if given := os.environ.get("CHROMIUM"):
        return given
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or (str(MAC) if MAC.exists() else None)


def is_required() -> bool:
    """Whether browser tests must fail, not skip, where no Chromium is found."""
    return os.environ.get("CLEARLOOP_REQUIRE_BROWSER", "") not in ("", "0")
