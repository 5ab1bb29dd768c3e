"""What fixing helpers would do to the routes, as of the newest scan."""

from __future__ import annotations

import json
import zlib
from typing import Any

from django.db import models

from tracker.models.repository import Repository


class Remedy(models.Model):
    """The newest scan's loop graph and the answers every page wants of it.

    ``singles`` maps the id of a helper to the ids of the routes that stop blocking once it alone is
    fixed; ``plan`` lists [helper id, route ids] in the order to fix, each with the routes it adds.
    ``digest`` is of the graph, so that an unchanged one is not judged again.
    """

    repository = models.OneToOneField(Repository, on_delete=models.CASCADE, related_name="remedy")
    digest = models.CharField(max_length=64)
    graph = models.BinaryField()
    singles = models.JSONField(default=dict)
    plan = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"remedies of {self.repository_id}"

    @staticmethod
    def pack(graph: Any) -> bytes:
        return zlib.compress(json.dumps(graph, separators=(",", ":")).encode(), 3)

    def unpack(self) -> Any:
        """The loop graph as the scan document carried it."""
        return json.loads(zlib.decompress(bytes(self.graph)))
