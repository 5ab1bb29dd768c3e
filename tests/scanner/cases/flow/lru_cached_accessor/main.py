from functools import lru_cache

import boto3
from fastapi import FastAPI


@lru_cache
def get_client():
    return boto3.client("s3", region_name="eu-west-1")


app = FastAPI()


@app.get("/buckets")
async def buckets():  # -> blocking-async (handler) via botocore.client.BaseClient.list_buckets
    return get_client().list_buckets()
