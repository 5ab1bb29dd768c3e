import redis

version = "1"
NAME = "x"


class Client:
    def __init__(self) -> None:
        self.redis = redis.Redis()

    def ping(self) -> int:  # -> blocking-async
        self.redis.ping()
        return 1


def __getattr__(name: str):
    if name == "client":
        return Client()
    raise AttributeError(name)
