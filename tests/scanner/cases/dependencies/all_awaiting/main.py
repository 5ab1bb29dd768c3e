import httpx
from fastapi import APIRouter, Depends, FastAPI


async def token():  # -> native-async
    async with httpx.AsyncClient() as client:
        return (await client.post("http://auth.test/")).text


async def user(value: str = Depends(token)):
    return {"token": value}


router = APIRouter(dependencies=[Depends(user)])


@router.get("/a")
async def a():  # -> native-async
    return 1


@router.get("/b")
def b(me: dict = Depends(user)):  # -> converted-def
    return me


app = FastAPI()
app.include_router(router)
