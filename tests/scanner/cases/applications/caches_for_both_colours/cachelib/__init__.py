from . import backends
from .decorators import cached, memoize

memory = backends.DictBackend()
remote = backends.RedisBackend()
aio = backends.AioBackend()
