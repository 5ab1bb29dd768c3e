import httpx
from fastapi import Depends, FastAPI

client = httpx.AsyncClient(base_url="http://api.test")


async def get_client() -> httpx.AsyncClient:
    return client


app = FastAPI()


@app.get("/data")
async def data(http: httpx.AsyncClient = Depends(get_client)):  # -> native-async (async-io)
    response = await http.post("/data", json={"a": 1})
    response.raise_for_status()
    return response.json()
