import time
from typing import Annotated

from fastapi import Depends, FastAPI


async def limits() -> int:  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return 5


class Paging:
    def __init__(self, limit: Annotated[int, Depends(limits)], page: int = 1):
        self.limit = limit
        self.page = page


app = FastAPI()


@app.get("/things")
def things(paging: Annotated[Paging, Depends()]):  # -> blocking-async (dependency) via time.sleep
    return [paging.limit, paging.page]
