"""The renderer of interactive charts, as one script without outside parts: vl-convert carries it."""

from __future__ import annotations

import gzip
from importlib.metadata import version

import vl_convert
from django.core.cache import cache

VERSION = version("vl-convert-python")
# Whatever else the script holds, it ends with what it gives to the page.
SNIPPET = "window.vegaEmbed = vegaEmbed;"
KEPT_SECONDS = 365 * 24 * 3600


def compressed() -> bytes:
    """The script, gzipped. Putting it together takes seconds, so it is kept."""
    key = f"vega-bundle:{VERSION}"
    found = cache.get(key)
    if not isinstance(found, bytes):
        found = gzip.compress(vl_convert.javascript_bundle(SNIPPET).encode(), 9, mtime=0)
        cache.set(key, found, KEPT_SECONDS)
    return found
