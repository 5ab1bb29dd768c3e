import time

from fastapi import FastAPI
from lagom import Container
from lagom.integrations.fast_api import FastApiIntegration


class Index:
    def __init__(self, size: int):  # -> converted-def
        time.sleep(0.01)
        self.size = size


class Search:
    def __init__(self, index: Index):
        self.index = index

    def find(self) -> int:
        return self.index.size


container = Container()
container[Index] = lambda: Index(3)
app = FastAPI()
deps = FastApiIntegration(container)


@app.get("/search")
async def search(found: Search = deps.depends(Search)):  # -> native-async
    return found.find()


@app.get("/size")
def size(index: Index = deps.depends(Index)):  # -> converted-def
    return index.size
