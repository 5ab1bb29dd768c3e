import asyncio

import requests
from fastapi import FastAPI


class Import:
    def run(self):  # -> converted-def
        self.rows = self.read()
        return len(self.clean())

    def read(self):
        raise NotImplementedError

    def clean(self):
        return [row for row in self.rows if row]


class RemoteImport(Import):
    def read(self):  # -> converted-def
        return [requests.get("http://rows.test/x").json()]


class GivenImport(Import):
    def __init__(self, rows):
        self.given = rows

    def read(self):
        return self.given


app = FastAPI()


@app.post("/remote")
async def remote():  # -> native-async (offloaded)
    return await asyncio.to_thread(RemoteImport().run)


@app.post("/given")
async def given():  # -> native-async
    return GivenImport([1, 2, 0]).run()
