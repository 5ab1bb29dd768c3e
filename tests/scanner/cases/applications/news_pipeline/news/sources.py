from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator

import httpx
import requests

from news.context import tenant
from news.pipeline import Article


class Source(ABC):
    def __init__(self, successor: Source | None = None) -> None:
        self.successor = successor

    async def find(self, title: str) -> Article | None:  # -> blocking-async
        found = await self.look(title)
        if found is None and self.successor is not None:
            return await self.successor.find(title)
        return found

    @abstractmethod
    async def look(self, title: str) -> Article | None: ...


class Drafts(Source):
    async def look(self, title: str) -> Article | None:
        return Article(title, f"draft of {tenant()}") if title == "draft" else None


class Wire(Source):
    async def look(self, title: str) -> Article | None:  # -> native-async
        async with httpx.AsyncClient() as client:
            response = await client.get("http://wire.example.com/" + title)
        return Article(title, response.text) if title == "wire" else None


class Archive(Source):
    async def look(self, title: str) -> Article | None:  # -> blocking-async
        return Article(title, requests.get("http://archive.example.com/" + title, timeout=2).text)


class OffloadedArchive(Archive):
    async def look(self, title: str) -> Article | None:  # -> native-async
        text = await asyncio.to_thread(self._download, title)
        return Article(title, text)

    def _download(self, title: str) -> str:  # -> converted-def
        return requests.get("http://archive.example.com/" + title, timeout=2).text


async def poll(source: Source, times: int) -> AsyncIterator[str]:  # -> blocking-async
    for _ in range(times):
        article = await source.find("wire")
        yield f"data: {article.title if article else '-'}\n\n"


desk = Drafts(Wire())
newsroom = Drafts(Wire(OffloadedArchive()))
basement = Drafts(Archive())
