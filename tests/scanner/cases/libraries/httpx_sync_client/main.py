import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/function")
async def function():  # -> blocking-async (handler) via httpx.get
    return httpx.get("http://api.test/").json()


@app.get("/client")
async def client():  # -> blocking-async (handler) via httpx.Client.get
    with httpx.Client() as http:
        return http.get("http://api.test/").json()
