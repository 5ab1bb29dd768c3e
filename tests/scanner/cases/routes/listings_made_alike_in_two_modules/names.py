import asyncio


class Names:
    async def all(self) -> list[str]:
        await asyncio.sleep(0)
        return ["a", "b"]

    async def sizes(self) -> list[int]:
        return [len(name) for name in await self.all()]


NAMES = Names()
