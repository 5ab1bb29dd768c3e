import requests
from fastapi import FastAPI


class User:
    def __str__(self):  # -> blocking-async via requests.get
        return requests.get("http://users.test/1").text


app = FastAPI()


@app.get("/user")
async def user():  # -> blocking-async (helper) via requests.get
    return f"user {User()}"
