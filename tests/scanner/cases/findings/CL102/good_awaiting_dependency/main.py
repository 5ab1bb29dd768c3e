import httpx
from fastapi import Depends, FastAPI


async def user():  # -> native-async
    async with httpx.AsyncClient() as client:
        return (await client.get("http://auth.test/")).json()


app = FastAPI()


@app.get("/me")
async def me(found: dict = Depends(user)):  # -> native-async
    return found
