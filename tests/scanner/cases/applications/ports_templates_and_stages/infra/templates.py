import time

from core.ports import Template


class Words(Template):
    def source(self):
        yield from ("a", "b")

    def step(self, item):
        return item.upper()


class SlowWords(Words):
    def after(self, items):  # -> blocking-async
        time.sleep(0.001)
        return super().after(items)


class SlowSource(Words):
    def source(self):  # -> blocking-async
        for item in super().source():
            time.sleep(0.001)
            yield item
