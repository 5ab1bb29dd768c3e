import asyncio
import time


class Reports:
    def render(self):  # -> blocking-async
        time.sleep(0.01)
        return "report"

    def title(self):
        return "monthly"


class Clock:
    async def tick(self):
        await asyncio.sleep(0)
        return 1
