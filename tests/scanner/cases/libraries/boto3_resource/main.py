import boto3
from fastapi import FastAPI

dynamodb = boto3.resource("dynamodb")
table = dynamodb.Table("items")
app = FastAPI()


@app.put("/items/{key}")
async def put(key: str):  # -> blocking-async (handler)
    table.put_item(Item={"id": key})
    return {}
