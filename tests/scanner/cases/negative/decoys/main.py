import asyncio

from fastapi import FastAPI


class Session:
    def __init__(self) -> None:
        self.rows = {"a": 1}

    def execute(self, query):
        return self.rows.get(query)

    def commit(self):
        return None


app = FastAPI()
session = Session()


async def pause():
    await asyncio.sleep(0)


@app.get("/things")
async def things(key: str = "a"):  # -> native-async (no-io)
    await pause()
    value = session.execute(key)
    session.commit()
    return value
