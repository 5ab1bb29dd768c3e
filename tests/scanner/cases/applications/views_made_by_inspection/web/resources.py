import time

import httpx

from web.resource import Resource, action


class Memory:
    rows = {1: "a"}

    def all(self):
        return list(self.rows.values())

    async def one(self, key):
        return self.rows.get(key)


class Remote(Memory):
    def all(self):  # -> blocking-async
        return httpx.get("http://x.test/").status_code

    async def one(self, key):  # -> native-async
        async with httpx.AsyncClient() as client:
            return (await client.get("http://x.test/")).status_code


class MemoryResource(Resource):
    prefix = "/memory"
    service_class = Memory


class RemoteResource(Resource):
    prefix = "/remote"
    service_class = Remote

    @action("/x/slow")
    async def slow(self):  # -> blocking-async
        time.sleep(0.001)

    @action("/x/quick")
    async def quick(self):  # -> native-async
        return 1
