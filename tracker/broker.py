"""kombu's file-system transport, made safe against readers of half-written files and dead workers.

A message is written aside and renamed into the queue, so a reader sees all of it or nothing. A taken
message stays on disk under its delivery tag until it is acknowledged; ``restore`` puts what a dead
worker had taken back into the queue.
"""

from __future__ import annotations

import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any

from django.conf import settings
from kombu.transport import filesystem
from kombu.utils.json import dumps, loads

LONGEST_WAIT = 0.5  # seconds


class Channel(filesystem.Channel):
    """A channel whose messages outlive the process that took them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for folder in (self._queue, self._taken, Path(self.control_folder)):
            folder.mkdir(parents=True, exist_ok=True)

    @property
    def _queue(self) -> Path:
        return Path(self.data_folder_in)

    @property
    def _taken(self) -> Path:
        return Path(self.processed_folder)

    # kombu's own classes disagree about the name of the second parameter.
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        name = f"{time.time_ns():020d}_{uuid.uuid4().hex}.{queue}.msg"
        draft = self._queue / f".{name}"
        draft.write_text(dumps(payload), encoding="utf-8")
        draft.rename(self._queue / name)

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        for name in sorted(file.name for file in self._queue.iterdir()):
            if name.partition(".")[2] != f"{queue}.msg":
                continue
            taken = self._taken / name
            try:
                (self._queue / name).rename(taken)
            except FileNotFoundError:  # another worker was quicker
                continue
            payload: dict[str, Any] = loads(taken.read_text(encoding="utf-8"))
            taken.rename(self._taken / f"{payload['properties']['delivery_tag']}@{name}")
            return payload
        raise Empty

    def basic_ack(self, delivery_tag: str, multiple: bool = False) -> None:
        super().basic_ack(delivery_tag, multiple)
        self._forget(delivery_tag)

    def basic_reject(self, delivery_tag: str, requeue: bool = False) -> None:
        super().basic_reject(delivery_tag, requeue)
        self._forget(delivery_tag)

    def _restore(self, message: Any) -> None:
        super()._restore(message)
        self._forget(str(message.delivery_tag))

    def _forget(self, delivery_tag: str) -> None:
        for file in self._taken.glob(f"{delivery_tag}@*"):
            file.unlink(missing_ok=True)


class Transport(filesystem.Transport):
    """The transport named in the settings."""

    Channel = Channel

    def drain_events(self, connection: Any, timeout: float | None = None, **kwargs: Any) -> None:
        # The worker looks at its stop flag between two of these, so a long wait is a slow stop.
        super().drain_events(connection, timeout=min(timeout or LONGEST_WAIT, LONGEST_WAIT))


def restore() -> int:
    """Puts every taken message back; only while no worker of this installation runs. Returns how many."""
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    queue, taken = Path(options["data_folder_in"]), Path(options["processed_folder"])
    files = list(taken.glob("*.msg")) if taken.is_dir() else []
    for file in files:
        file.rename(queue / file.name.rpartition("@")[2])
    return len(files)
