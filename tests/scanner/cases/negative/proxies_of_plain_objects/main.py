import requests
from fastapi import FastAPI


class Lazy:
    def __init__(self, factory):
        self.__dict__["_factory"] = factory

    def __getattr__(self, name):
        if "_made" not in self.__dict__:
            self.__dict__["_made"] = self._factory()
        return getattr(self.__dict__["_made"], name)


class Ledger:
    def __init__(self):
        self.entries = []

    def get(self, name):
        return [entry for entry in self.entries if entry == name]

    def commit(self):
        self.entries.append("x")
        return len(self.entries)


ledger = Lazy(Ledger)
session = Lazy(requests.Session)
app = FastAPI()


@app.post("/entries")
async def add():  # -> native-async
    return ledger.commit()


@app.get("/entries")
async def entries():  # -> native-async
    return ledger.get("x")


@app.get("/remote")
def remote():  # -> converted-def
    return session.get("http://api.test/x").json()
