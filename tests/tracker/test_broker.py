"""The file-system broker: whole messages, taken once, kept until they are acknowledged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from kombu import Connection, Queue

from tracker import broker

QUEUE = Queue("scan", routing_key="scan")


@pytest.fixture
def options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    chosen = {
        "data_folder_in": str(tmp_path / "queue"),
        "data_folder_out": str(tmp_path / "queue"),
        "processed_folder": str(tmp_path / "taken"),
        "control_folder": str(tmp_path / "control"),
    }
    monkeypatch.setattr(settings, "CELERY_BROKER_TRANSPORT_OPTIONS", chosen)
    return chosen


@pytest.fixture
def connection(options: dict[str, Any]) -> Iterator[Connection]:
    with Connection(transport="tracker.broker:Transport", transport_options=options) as opened:
        yield opened


def send(connection: Connection, *bodies: int) -> None:
    with connection.Producer() as producer:
        for body in bodies:
            producer.publish({"n": body}, exchange="", routing_key="scan", declare=[QUEUE])


def take(connection: Connection) -> Any:
    return QUEUE.bind(connection.default_channel).get()


def files(options: dict[str, Any], folder: str) -> list[str]:
    return [path.name for path in Path(options[folder]).iterdir()]


def test_messages_come_in_order(connection: Connection, options: dict[str, Any]) -> None:
    send(connection, 1, 2, 3)
    taken = [take(connection) for _ in range(3)]
    assert [message.payload["n"] for message in taken] == [1, 2, 3]
    assert take(connection) is None


def test_a_taken_message_is_kept_until_acknowledged(connection: Connection, options: dict[str, Any]) -> None:
    send(connection, 1)
    message = take(connection)
    assert files(options, "data_folder_in") == []
    assert len(files(options, "processed_folder")) == 1
    message.ack()
    assert files(options, "processed_folder") == []


def test_a_rejected_message_comes_again(connection: Connection, options: dict[str, Any]) -> None:
    send(connection, 1)
    take(connection).requeue()
    assert files(options, "processed_folder") == []
    again = take(connection)
    assert again.payload == {"n": 1}
    again.reject()
    assert files(options, "processed_folder") == []
    assert take(connection) is None


def test_what_a_dead_worker_had_taken_is_restored(connection: Connection, options: dict[str, Any]) -> None:
    send(connection, 1, 2)
    take(connection)
    # No acknowledgement, no clean end: as after kill -9.
    assert broker.restore() == 1
    with Connection(transport="tracker.broker:Transport", transport_options=options) as other:
        restored = take(other)
        assert restored.payload == {"n": 1}
        restored.ack()
        take(other).ack()
    channel: Any = connection.default_channel
    channel.qos._delivered.clear()  # a dead worker restores nothing itself


def test_nothing_to_restore_on_a_fresh_installation(options: dict[str, Any]) -> None:
    assert broker.restore() == 0


def test_a_half_written_message_is_not_seen(connection: Connection, options: dict[str, Any]) -> None:
    send(connection, 1)
    take(connection).ack()
    (Path(options["data_folder_in"]) / ".1_draft.scan.msg").write_text("{")
    assert take(connection) is None
