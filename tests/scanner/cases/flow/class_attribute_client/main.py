import boto3
from fastapi import FastAPI


class Files:
    s3 = boto3.client("s3")

    @classmethod
    def remove(cls, key):  # -> blocking-async via botocore.client.BaseClient.delete_object
        cls.s3.delete_object(Bucket="b", Key=key)


app = FastAPI()


@app.delete("/files/{key}")
async def delete(key: str):  # -> blocking-async (helper) via botocore.client.BaseClient.delete_object
    Files.remove(key)
    return {}
