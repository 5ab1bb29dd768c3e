import time

from fastapi import Depends, FastAPI, Security
from fastapi.security import (
    APIKeyQuery,
    HTTPBearer,
    OAuth2PasswordBearer,
    SecurityScopes,
)
from starlette.requests import Request

app = FastAPI()
key = APIKeyQuery(name="key", auto_error=False)


class DatabaseBearer(HTTPBearer):
    def __init__(self) -> None:
        super().__init__(auto_error=False)

    async def __call__(self, request: Request):  # -> blocking-async
        credentials = await super().__call__(request)
        self.check("x")
        return credentials

    def check(self, token: str) -> None:  # -> blocking-async
        time.sleep(0.001)


class Quiet(OAuth2PasswordBearer):
    pass


def current(scopes: SecurityScopes, key: str | None = Depends(key)) -> str:  # -> converted-def
    time.sleep(0.001)
    return ",".join(scopes.scopes)


async def acurrent(name: str = Security(current, scopes=["me"])) -> str:
    return name


async def blocking(name: str = Security(current, scopes=["me"])) -> str:  # -> blocking-async
    time.sleep(0.001)
    return name


@app.get("/bearer")
def bearer(token=Depends(DatabaseBearer())):  # -> blocking-async
    return 1


@app.get("/quiet")
async def quiet(token=Depends(Quiet(tokenUrl="t", auto_error=False))):  # -> native-async
    return 1


@app.get("/me")
async def me(name: str = Security(acurrent, scopes=["a", "b"])):  # -> native-async
    return name


@app.get("/blocking")
def me_blocking(name: str = Security(blocking)):  # -> blocking-async
    return name
