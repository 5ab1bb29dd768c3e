import io
import os
import tempfile
import zipfile
from contextlib import contextmanager

import boto3
import requests

bucket = boto3.resource("s3").Bucket("media")
s3 = boto3.client("s3")


class Blob(io.RawIOBase):
    """Reads an object of S3 in ranges."""

    def __init__(self, key):
        self.key = key
        self.position = 0

    def readable(self):
        return True

    def readinto(self, buffer):  # -> blocking-async
        if self.position:
            return 0
        s3.get_object(Bucket="media", Key=self.key)
        self.position = 1
        buffer[:1] = b"x"
        return 1


@contextmanager
def scratch():
    with tempfile.NamedTemporaryFile(delete=False) as f:
        yield f
    os.unlink(f.name)


def zipped(names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return buffer.getvalue()


def listing(prefix=""):  # -> blocking-async
    for item in bucket.objects.filter(Prefix=prefix):
        yield str(item)


def local_listing(names):
    for name in names:
        yield name + "\n"


async def listing_async(names):
    for name in names:
        yield f"data: {name}\n\n"


async def remote_events():  # -> blocking-async
    for line in requests.get("http://events.test").iter_lines():
        yield line
