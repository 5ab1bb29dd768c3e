from fastapi import FastAPI
from pymongo import MongoClient

client = MongoClient("mongodb://db")
users = client["app"]["users"]
app = FastAPI()


@app.get("/one")
async def one():  # -> blocking-async (handler) via pymongo.collection.Collection.find_one
    return str(users.find_one({"name": "ann"}))


@app.get("/all")
async def everyone():  # -> blocking-async (handler)
    return len([row for row in users.find({})])


@app.get("/cursor")
async def cursor():  # -> native-async (no-io)
    query = users.find({}).sort("name").limit(5)
    return type(query).__name__


@app.get("/page")
async def page():  # -> native-async (no-io)
    return type(users.find({})[10:20]).__name__


@app.get("/page-read")
async def read_page():  # -> blocking-async (handler)
    return len([row for row in users.find({})[10:20]])
