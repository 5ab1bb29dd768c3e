from fastapi import FastAPI

app = FastAPI()


@app.get("/remote")
async def remote():  # -> blocking-async (handler) via requests.get
    import requests

    return requests.get("http://api.test/").json()
