import asyncio
import time

from core.ports import Pipeline, Stage


class Upper(Stage):
    async def process(self, value):
        return value.upper()


class Sleepy(Stage):
    async def process(self, value):  # -> blocking-async
        time.sleep(0.001)
        return value


class Offloaded(Stage):
    def __init__(self, function):
        self.function = function

    async def process(self, value):  # -> native-async
        return await asyncio.to_thread(self.function, value)


def slow_len(value):  # -> converted-def
    time.sleep(0.001)
    return str(len(value))


clean = Pipeline().pipe(Upper()).pipe(Upper())
sleepy = Pipeline() | Upper() | Sleepy()
offloaded = Pipeline() | Offloaded(slow_len)
