import boto3
from fastapi import FastAPI

s3 = boto3.client("s3")
app = FastAPI()


@app.get("/link")
async def link():  # -> native-async (no-io)
    return str(s3.generate_presigned_url("get_object", Params={"Bucket": "b", "Key": "k"}))
