import asyncio

from sqlalchemy import func, insert, select

from bus.mediator import Handler
from features.orders.commands import CountOrders, Export, Ping, PlaceOrder
from features.orders.storage import async_engine, engine, orders


class PlaceOrderHandler(Handler, handles=PlaceOrder):
    def handle(self, request: PlaceOrder):  # -> blocking-async
        with engine.begin() as connection:
            connection.execute(insert(orders).values(sku=request.sku))
        return 1


class CountOrdersHandler(Handler, handles=CountOrders):
    async def handle(self, request):  # -> native-async
        async with async_engine.connect() as connection:
            return (await connection.execute(select(func.count()).select_from(orders))).scalar()


class PingHandler(Handler, handles=Ping):
    def handle(self, request):
        return "pong"


class ExportHandler(Handler, handles=Export):
    async def handle(self, request):  # -> native-async
        return await asyncio.to_thread(self._export)

    def _export(self):  # -> converted-def
        with engine.connect() as connection:
            return str(connection.execute(select(orders)).all())
