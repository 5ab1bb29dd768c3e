import time

import httpx
from fastapi import FastAPI


class Pages:
    def __init__(self, count):
        self.count = count

    def __iter__(self):  # -> converted-def
        for number in range(self.count):
            time.sleep(0.001)
            yield number

    async def __aiter__(self):  # -> native-async
        async with httpx.AsyncClient() as client:
            for number in range(self.count):
                await client.get(f"http://pages.test/{number}")
                yield number

    def __len__(self):
        return self.count

    def __contains__(self, number):
        return 0 <= number < self.count


app = FastAPI()


@app.get("/awaited")
async def awaited():  # -> native-async
    return [number async for number in Pages(2)]


@app.get("/counted")
async def counted():  # -> native-async
    pages = Pages(3)
    return len(pages) if 1 in pages else 0


@app.get("/threaded")
def threaded():  # -> converted-def
    return sum(Pages(2))
