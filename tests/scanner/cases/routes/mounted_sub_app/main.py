import requests
from fastapi import FastAPI

app = FastAPI()
admin = FastAPI()


@admin.get("/users/{name}")
async def user(name: str):  # -> GET /admin/users/{name}: blocking-async via requests.get
    return requests.get(f"http://users.test/{name}").json()


@app.get("/users")
async def users():  # -> native-async
    return []


app.mount("/admin", admin)
