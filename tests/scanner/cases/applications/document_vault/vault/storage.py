from __future__ import annotations

import zlib
from abc import ABC, abstractmethod
from collections.abc import Callable

import boto3
import requests

from vault.settings import Settings


class Storage(ABC):
    @abstractmethod
    def read(self, name: str) -> bytes: ...

    @abstractmethod
    def write(self, name: str, data: bytes) -> None: ...

    def size(self, name: str) -> int:  # -> blocking-async
        return len(self.read(name))


class MemoryStorage(Storage):
    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}

    def read(self, name: str) -> bytes:
        return self._blobs.get(name, b"")

    def write(self, name: str, data: bytes) -> None:
        self._blobs[name] = data


class RemoteStorage(Storage):
    def read(self, name: str) -> bytes:  # -> blocking-async
        return requests.get(f"http://files.example.com/{name}", timeout=3).content

    def write(self, name: str, data: bytes) -> None:
        requests.put(f"http://files.example.com/{name}", data=data, timeout=3)


class BucketStorage(Storage):
    def __init__(self, bucket: str) -> None:
        self._bucket = boto3.resource("s3").Bucket(bucket)

    def read(self, name: str) -> bytes:
        return self._bucket.Object(name).get()["Body"].read()

    def write(self, name: str, data: bytes) -> None:
        self._bucket.put_object(Key=name, Body=data)


class Compressed(Storage):
    def __init__(self, inner: Storage) -> None:
        self.inner = inner

    def read(self, name: str) -> bytes:  # -> blocking-async
        data = self.inner.read(name)
        return zlib.decompress(data) if data.startswith(b"x") else data

    def write(self, name: str, data: bytes) -> None:
        self.inner.write(name, zlib.compress(data))

    def __getattr__(self, name: str):
        return getattr(self.inner, name)


FACTORIES: dict[str, Callable[[Settings], Storage]] = {
    "memory": lambda settings: MemoryStorage(),
    "remote": lambda settings: RemoteStorage(),
    "bucket": lambda settings: BucketStorage(settings.bucket),
}


def build_storage(settings: Settings) -> Storage:
    storage = FACTORIES[settings.storage](settings)
    return Compressed(storage) if settings.compress else storage
