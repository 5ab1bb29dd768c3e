"""What goes through the pipes between a scan and its readers."""

from __future__ import annotations

import marshal
import struct
from typing import IO, Any, NamedTuple

_HEAD = struct.Struct("<IiI")
_DONE = struct.Struct("<Ii")


class Order(NamedTuple):
    """What a reader is told: ``files`` are ``(path, bytes)``, ``entries`` indexes into them in the order
    in which the scan goes through them, ``modules`` maps dotted names to indexes. The reader takes each
    ``stride``-th piece of work, from ``number`` on."""

    files: list[tuple[str, bytes]]
    entries: list[int]
    modules: dict[str, int]
    number: int
    stride: int


Piece = tuple[int, int]
"""Index of a file and first line of a body."""


def send_order(stream: IO[bytes], order: Order) -> None:
    data = marshal.dumps(tuple(order))
    stream.write(struct.pack("<Q", len(data)))
    stream.write(data)
    stream.flush()


def receive_order(stream: IO[bytes]) -> Order:
    (size,) = struct.unpack("<Q", stream.read(8))
    return Order(*marshal.loads(stream.read(size)))  # noqa: S302  # from the process that started this one


def packed(piece: Piece, content: Any) -> bytes:
    """One piece as bytes; none for what nests too deeply to be sent."""
    try:
        data = marshal.dumps(content)
    except ValueError:
        return b""
    return _HEAD.pack(*piece, len(data)) + data


class Unpacker:
    """Puts pieces together again from a stream that arrives in parts."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[tuple[Piece, bytes]]:
        data, at, found = self._rest + data, 0, []
        while len(data) - at >= _HEAD.size:
            index, first, size = _HEAD.unpack_from(data, at)
            if len(data) - at - _HEAD.size < size:
                break
            at += _HEAD.size + size
            found.append(((index, first), data[at - size : at]))
        self._rest = data[at:]
        return found


def unpacked(data: bytes) -> Any:
    return marshal.loads(data)  # noqa: S302  # from a process that this one started


def send_done(stream: IO[bytes], piece: Piece) -> None:
    stream.write(_DONE.pack(*piece))
    stream.flush()


def receive_done(stream: IO[bytes]) -> Piece | None:
    data = stream.read(_DONE.size)
    return _DONE.unpack(data) if len(data) == _DONE.size else None
