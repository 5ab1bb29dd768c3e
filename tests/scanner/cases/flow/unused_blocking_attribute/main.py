import boto3
from fastapi import FastAPI


class Storage:
    def __init__(self):
        self.client = boto3.client("s3")
        self.prefix = "files/"

    def path(self, key):
        return self.prefix + key

    def remove(self, key):
        self.client.delete_object(Bucket="b", Key=key)


storage = Storage()
app = FastAPI()


@app.get("/path/{key}")
async def path(key: str):  # -> native-async (no-io)
    return storage.path(key)
