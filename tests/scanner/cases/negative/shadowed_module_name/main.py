from fastapi import FastAPI

import clients as requests

app = FastAPI()


@app.get("/local")
async def local():  # -> native-async (no-io)
    return requests.get("http://api.test/")
