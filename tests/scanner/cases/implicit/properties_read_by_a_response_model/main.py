import sqlite3

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict

app = FastAPI()
connection = sqlite3.connect(":memory:", check_same_thread=False)


class Account:
    def __init__(self, id: int) -> None:
        self.id = id
        self.name = "n"

    @property
    def balance(self) -> int:  # -> blocking-async
        return connection.execute("select 1").fetchone()[0]


class AccountOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    balance: int


class AccountName(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str


@app.get("/accounts/{id}", response_model=AccountOut)
async def account(id: int):  # -> blocking-async
    return Account(id)


@app.get("/names/{id}", response_model=AccountName)
async def name(id: int):  # -> native-async
    return Account(id)


@app.get("/sync/{id}", response_model=AccountOut)
def sync_account(id: int):  # -> converted-def
    return Account(id)


@app.get("/many", response_model=list[AccountOut])
async def many():  # -> blocking-async
    return [Account(1), Account(2)]


@app.get("/validated/{id}")
async def validated(id: int) -> int:  # -> blocking-async
    return AccountOut.model_validate(Account(id)).balance


@app.get("/named/{id}")
async def named(id: int) -> str:  # -> native-async
    return AccountName.model_validate(Account(id)).name
