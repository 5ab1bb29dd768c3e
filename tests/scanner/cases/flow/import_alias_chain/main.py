from fastapi import FastAPI

from app_clients import http

app = FastAPI()


@app.get("/remote")
async def remote():  # -> blocking-async (handler) via requests.get
    return http.fetch("http://api.test/").json()
