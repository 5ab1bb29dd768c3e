import redis

from reports.registry import Registry, Report

client = redis.Redis(host="stock.test")


def setup(registry: Registry) -> None:
    @registry.report
    class Stock(Report):
        name = "stock"
        heavy = True

        def rows(self):  # -> blocking-async
            return [[client.get("stock")]]

    @registry.report
    class Shelves(Report):
        name = "shelves"

        def rows(self):
            return [[number, "empty"] for number in range(3)]
