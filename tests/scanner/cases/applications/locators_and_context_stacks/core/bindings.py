import httpx
import pymongo
import redis

from core.locator import Lazy, Registry


@Registry.bind("cache")
def make_cache():
    return redis.Redis(host="c.test")


@Registry.bind("memory")
def make_memory():
    return {}


@Registry.bind("http")
def make_http():
    return httpx.AsyncClient(base_url="http://x.test")


Registry.bind("mongo")(lambda: pymongo.MongoClient("mongodb://m.test")["db"])

lazy_mongo = Lazy(lambda: pymongo.MongoClient("mongodb://m.test")["db"])
lazy_list = Lazy(list)
