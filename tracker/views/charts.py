"""The script that draws interactive charts, served from here so that no other host is asked."""

from __future__ import annotations

import gzip

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from tracker.charts import bundle
from tracker.views.access import page


@page()
def vega(request: HttpRequest) -> HttpResponse:
    """Its address carries the version, so browsers keep it for good."""
    script = bundle.compressed()
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(script if packed else gzip.decompress(script), content_type="text/javascript")
    if packed:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
