from fastapi import FastAPI
from google.cloud import storage

client = storage.Client()
app = FastAPI()


@app.get("/file")
async def file():  # -> blocking-async (handler) via google.cloud.storage.Blob.download_as_text
    return str(client.bucket("b").blob("a").download_as_text())


@app.get("/name")
async def name():  # -> native-async (no-io)
    blob = client.bucket("b").blob("a")
    return type(blob).__name__
