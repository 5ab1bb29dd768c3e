import boto3
from fastapi import FastAPI


class Bucket:
    def __init__(self, name):  # -> blocking-async via botocore.client.BaseClient.head_bucket
        self.client = boto3.client("s3")
        self.client.head_bucket(Bucket=name)


app = FastAPI()


@app.get("/bucket")
async def bucket():  # -> blocking-async (helper) via botocore.client.BaseClient.head_bucket
    Bucket("b")
    return {}
