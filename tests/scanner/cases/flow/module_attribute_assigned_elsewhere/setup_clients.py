import redis

import clients


def configure():
    clients.cache = redis.Redis(host="cache.test")
