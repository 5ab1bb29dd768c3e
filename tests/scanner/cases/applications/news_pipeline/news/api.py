from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, computed_field, field_validator

from news.context import tenant
from news.pipeline import Article, full, local, short
from news.sources import Source, basement, desk, newsroom, poll

router = APIRouter(prefix="/news")
ARTICLES = [Article("one", "a b"), Article("two", "c")]


class Pick(BaseModel):
    title: str = "wire"

    @field_validator("title")
    @classmethod
    def known(cls, value: str) -> str:
        return value.strip().lower()


class Promotion(BaseModel):
    title: str

    @field_validator("title")
    @classmethod
    def allowed(cls, value: str) -> str:  # -> blocking-async
        import time

        time.sleep(0.001)
        return value


class Summary(BaseModel):
    title: str
    words: int

    @computed_field
    @property
    def minutes(self) -> float:
        return self.words / 200


class Shared(Summary):
    @computed_field
    @property
    def link(self) -> str:  # -> blocking-async
        import requests

        return requests.get("http://short.example.com/" + self.title, timeout=1).text


def source_named(name: str):
    async def choose() -> Source:
        return {"desk": desk, "newsroom": newsroom, "basement": basement}[name]

    return choose


Desk = Annotated[Source, Depends(source_named("desk"))]
Newsroom = Annotated[Source, Depends(source_named("newsroom"))]
Basement = Annotated[Source, Depends(source_named("basement"))]


@router.get("/tenant")
async def current_tenant():  # -> native-async
    return tenant()


@router.get("/local")
async def read_local():  # -> native-async
    return local(ARTICLES)


@router.get("/full")
async def read_full():  # -> blocking-async
    return full(ARTICLES)


@router.get("/full/thread")
def read_full_in_thread():  # -> converted-def
    return full(ARTICLES)


@router.get("/full/lazy")
async def read_lazily():  # -> native-async
    return full.steps[0](iter(ARTICLES)) is not None


@router.get("/short")
async def read_short():  # -> native-async
    return short.first(ARTICLES)


@router.get("/desk/{title}")
async def from_desk(title: str, source: Desk):  # -> native-async
    return await source.find(title)


@router.get("/newsroom/{title}")
async def from_newsroom(title: str, source: Newsroom):  # -> native-async
    return await source.find(title)


@router.get("/basement/{title}")
async def from_basement(title: str, source: Basement):  # -> blocking-async
    return await source.find(title)


@router.get("/ticker")
async def ticker(source: Desk):  # -> native-async
    return StreamingResponse(poll(source, 2), media_type="text/event-stream")


@router.get("/ticker/basement")
async def basement_ticker(source: Basement):  # -> blocking-async
    return StreamingResponse(poll(source, 2), media_type="text/event-stream")


@router.post("/picks")
async def pick(body: Pick):  # -> native-async
    return body.title


@router.post("/promotions")
async def promote(body: Promotion):  # -> blocking-async
    return body.title


@router.get("/summary", response_model=Summary)
async def summary():  # -> native-async
    return Summary(title="a", words=2)


@router.get("/shared", response_model=Shared)
async def shared():  # -> blocking-async
    return Shared(title="a", words=2)
