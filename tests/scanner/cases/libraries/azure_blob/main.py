from azure.storage.blob import BlobServiceClient
from fastapi import FastAPI

service = BlobServiceClient.from_connection_string("UseDevelopmentStorage=true")
app = FastAPI()


@app.get("/blob")
async def blob():  # -> blocking-async (handler) via azure.storage.blob.BlobClient.download_blob
    client = service.get_blob_client(container="c", blob="a")
    return str(client.download_blob())
