from dataclasses import dataclass

from app.adapters import Publisher
from app.domain import Line, Order, OrderId, Orders


@dataclass
class ShowTotal:
    orders: Orders

    def __call__(self, key: OrderId):  # -> blocking-async
        return self.orders.get(key).map(lambda o: o.total).unwrap_or(0)


@dataclass
class CloseOrder:
    orders: Orders
    publisher: Publisher

    def __call__(self, key: OrderId):  # -> blocking-async
        order = self.orders.get(key).unwrap_or(lambda: Order(key, [Line(2)]))
        order.close()
        self.orders.save(order)
        self.publisher.publish(order.events)
        return order.total
