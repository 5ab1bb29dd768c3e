import time

from .base import Backend


class SlowBackend(Backend):
    name = "slow"

    def run(self):  # -> blocking-async
        time.sleep(0.001)
        return 2
