import redis
import redis.asyncio as aioredis


class RedisBackend:
    def __init__(self):
        self.client = redis.Redis(host="c.test")

    def get(self, key):  # -> blocking-async
        return None if self.client.get(key) else None

    def set(self, key, value, ttl):  # -> blocking-async
        self.client.set(key, str(value), ex=ttl)


class AioBackend:
    def __init__(self):
        self.client = aioredis.Redis(host="c.test")

    async def get(self, key):  # -> native-async
        await self.client.get(key)
        return None

    async def set(self, key, value, ttl):  # -> native-async
        await self.client.set(key, str(value), ex=ttl)


class DictBackend(dict):
    def get(self, key, default=None):
        return super().get(key, default)

    def set(self, key, value, ttl):
        self[key] = value
