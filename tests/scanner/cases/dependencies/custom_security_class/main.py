import time

from fastapi import Depends, FastAPI, Request
from fastapi.security import HTTPBearer


class JWTBearer(HTTPBearer):
    async def __call__(self, request: Request):  # -> blocking-async via time.sleep
        credentials = await super().__call__(request)
        time.sleep(0.01)
        return credentials


app = FastAPI()


@app.get("/mine", dependencies=[Depends(JWTBearer(auto_error=False))])
def mine():  # -> blocking-async (dependency) via time.sleep
    return {}
