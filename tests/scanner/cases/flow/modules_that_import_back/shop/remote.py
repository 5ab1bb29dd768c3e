import time

from shop.kinds import Backend, Config, Limits


class RemoteBackend(Backend[Config, Limits]):
    limits = Limits

    def call(self, code: str) -> str:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return code
