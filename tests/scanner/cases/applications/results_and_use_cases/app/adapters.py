import pymongo
import redis

from app.domain import Closed, Err, Line, Ok, Order


class MongoOrders:
    def __init__(self, client: pymongo.MongoClient):
        self._rows = client["shop"]["orders"]

    def get(self, key):  # -> blocking-async
        row = self._rows.find_one({"_id": key})
        return Ok(Order(key, [Line(1)])) if row is not None else Err("missing")

    def save(self, order):  # -> blocking-async
        self._rows.update_one({"_id": order.id}, {"$set": {"total": order.total}}, upsert=True)


class MemoryOrders(dict):
    def get(self, key, default=None):
        found = super().get(key, default)
        return Ok(found) if found else Err("missing")

    def save(self, order):
        self[order.id] = order


class Publisher:
    def __init__(self, handlers=None):
        self.handlers = handlers or {}

    def publish(self, events):  # -> blocking-async
        while events:
            event = events.pop(0)
            for handler in self.handlers.get(type(event), ()):
                handler(event)


client = redis.Redis(host="c.test")


def push(event: Closed):  # -> blocking-async
    client.publish("closed", str(event.order))
