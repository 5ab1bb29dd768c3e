from __future__ import annotations

import time

from fastapi import BackgroundTasks, Depends

from store import AsyncStore, LazyStore, Store, SyncStore, ThreadStore
from views import Paging, View, action


class StoreView(View):
    store_class: type[Store]

    def __init__(self, store: Store | None = None):
        self.store = store or self.store_class()

    def guard(self):
        return True

    async def get(self, page: Paging = Depends()):  # -> GET /sync/: blocking-async; GET /thread/: native-async; GET /async/: native-async; GET /lazy/: native-async; GET /guarded/: blocking-async
        self.guard()
        return (await self.store.names())[: page.limit]

    @action("/first")
    async def first(self):  # -> GET /sync/first: blocking-async; GET /thread/first: native-async; GET /lazy/first: native-async
        return await self.store.one(1)

    @action("/len", "GET", "POST")
    def length(self):  # -> converted-def
        import asyncio

        return len(asyncio.run(self.store.names()))


class SyncView(StoreView):
    prefix = "/sync"
    store_class = SyncStore


class ThreadView(StoreView):
    prefix = "/thread"
    store_class = ThreadStore

    @action("/later")
    async def later(self, tasks: BackgroundTasks):  # -> native-async
        tasks.add_task(self._note, "x")
        tasks.add_task(self.store.names)

    def _note(self, text):  # -> converted-def
        time.sleep(0.001)


class AsyncView(StoreView):
    prefix = "/async"
    store_class = AsyncStore
    length = None

    async def first(self):
        return "hidden"


class LazyView(StoreView):
    prefix = "/lazy"
    store_class = LazyStore
    length = None


class GuardedView(AsyncView):
    prefix = "/guarded"

    def guard(self):  # -> blocking-async
        time.sleep(0.001)
        return super().guard()

    async def delete(self):  # -> native-async
        return None


class Override(SyncView):
    prefix = "/override"

    async def get(self, page: Paging = Depends()):  # -> blocking-async
        return await self.__class__.__bases__[0].first(self)

    first = None
