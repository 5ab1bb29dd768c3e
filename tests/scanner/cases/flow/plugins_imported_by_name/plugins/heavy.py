import time

from plugins.base import Plugin


class Heavy(Plugin):
    key = "heavy"

    def run(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return 1
