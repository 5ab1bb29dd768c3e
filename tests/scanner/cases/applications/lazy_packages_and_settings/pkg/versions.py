try:
    import ujson_that_does_not_exist as json
except ImportError:
    import json

try:
    from redis_fast_missing import Redis
except ImportError:
    from redis import Redis

import sys

if sys.version_info >= (3, 11):
    import tomllib
else:
    tomllib = None


class Legacy:
    def __init__(self):
        self.store = Redis(host="c.test")

    def read(self):  # -> blocking-async
        return self.store.get("x")


class Modern:
    def read(self):
        return json.dumps({"a": tomllib.loads("b = 1")["b"]})
