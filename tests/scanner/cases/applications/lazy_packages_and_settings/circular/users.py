from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from circular.orders import OrderService


class UserService:
    def __init__(self, db):
        self.db = db

    @property
    def orders(self) -> OrderService:
        from circular.orders import OrderService

        return OrderService(self)

    def total(self):  # -> blocking-async
        return self.orders.count()

    def label(self):
        return self.orders.name
