from typing import Callable

from shop.uow import UnitOfWork


class CustomerService:
    def __init__(self, make: Callable[[], UnitOfWork]):
        self._make = make

    def names(self):  # -> blocking-async
        with self._make() as uow:
            return uow.customers.names()

    def register(self, name):  # -> blocking-async
        with self._make() as uow:
            uow.customers.add(name=name)
        return name

    def statement(self):
        uow = self._make()
        return str(uow.factory)


class OrderService(CustomerService):
    def notes(self):  # -> blocking-async
        with self._make() as uow:
            return [o.note for o in uow.orders.list()]
