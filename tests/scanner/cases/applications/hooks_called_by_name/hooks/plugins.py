import time

from hooks.manager import hookimpl


class Counting:
    def __init__(self):
        self.count = 0

    @hookimpl
    def on_item(self, item):
        self.count += 1
        return item

    @hookimpl(first=True)
    def on_start(self):
        return "started"


class Storing:
    @hookimpl
    def on_save(self, item, path):  # -> blocking-async
        time.sleep(0.001)
        return path

    @hookimpl
    async def on_load(self, path):
        return path

    def on_item(self, item):
        time.sleep(0.001)
