import asyncio

import boto3
from fastapi import FastAPI


class Storage:
    def __init__(self):
        self.client = boto3.client("s3")

    def _upload(self, key, body):  # -> converted-def
        self.client.put_object(Bucket="b", Key=key, Body=body)

    async def upload(self, key, body):  # -> native-async
        await asyncio.to_thread(self._upload, key, body)


storage = Storage()
app = FastAPI()


@app.put("/files/{key}")
async def put_file(key: str):  # -> native-async (offloaded)
    await storage.upload(key, b"x")
    return {"key": key}
