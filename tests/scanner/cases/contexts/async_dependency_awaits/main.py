import httpx
from fastapi import Depends, FastAPI


async def current_user() -> dict:  # -> native-async
    async with httpx.AsyncClient(base_url="http://auth.test") as client:
        return (await client.get("/me")).json()


app = FastAPI()


@app.get("/me")
def me(user: dict = Depends(current_user)):  # -> converted-def
    return user
