import boto3
from fastapi import FastAPI

s3 = boto3.client("s3")
app = FastAPI()


@app.get("/keys")
async def keys():  # -> blocking-async (handler)
    paginator = s3.get_paginator("list_objects_v2")
    return len([page for page in paginator.paginate(Bucket="b")])
