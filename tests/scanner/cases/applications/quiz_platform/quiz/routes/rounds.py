import asyncio
import random
from collections.abc import AsyncIterator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

router_v1 = APIRouter()


class Round:
    def __init__(self, questions: list[str]) -> None:
        self.questions = questions

    def __aiter__(self) -> AsyncIterator[str]:
        return self._ask()

    async def _ask(self) -> AsyncIterator[str]:
        for question in self.questions:
            await asyncio.sleep(0)
            yield question

    def __iter__(self):  # -> blocking-async
        import time

        for question in self.questions:
            time.sleep(0.001)
            yield question

    def __len__(self) -> int:
        return len(self.questions)


@router_v1.get("/stream")
async def stream():  # -> native-async
    return StreamingResponse(Round(["a", "b"]).__aiter__())


@router_v1.get("/collect")
async def collect():  # -> native-async
    return [question async for question in Round(["a"])]


@router_v1.get("/list")
async def as_list():  # -> blocking-async
    return list(Round(["a"]))


@router_v1.get("/length")
async def length():  # -> native-async
    return len(Round(["a"]))


@router_v1.get("/unpacked")
async def unpacked():  # -> blocking-async
    first, *rest = Round(["a", "b"])
    return first


@router_v1.get("/random")
async def pick():  # -> native-async
    return random.choice(Round(["a"]).questions)
