from __future__ import annotations

from abc import ABC, abstractmethod

from org.domain.model import INotifier
from org.domain.services import AuditingCustomerMapper, CustomerService, InvoiceService


class Controller(ABC):
    @abstractmethod
    def mappings(self): ...

    def register(self, router):
        for verb, path, method in self.mappings():
            getattr(router, verb)(path)(method)


class CustomerController(Controller):
    def __init__(self, service: CustomerService):
        self._service = service

    def mappings(self):
        yield "get", "/customers/{id}", self.get
        yield "get", "/customers/{id}/def", self.get_def
        yield "get", "/customers", self.describe

    async def get(self, id: int):  # -> blocking-async
        return self._service.get(id)

    def get_def(self, id: int):  # -> converted-def
        return self._service.get(id)

    async def describe(self):  # -> native-async
        return self._service.describe()


class InvoiceController(Controller):
    def __init__(self, service: InvoiceService):
        self._service = service

    def mappings(self):
        return [("get", "/invoices/{id}", self.total), ("post", "/invoices/{id}", self.pay)]

    async def total(self, id: int):  # -> native-async
        return self._service.total(id)

    async def pay(self, id: int):  # -> POST /quiet/invoices/{id}: native-async; POST /loud/invoices/{id}: blocking-async
        return self._service.pay(id)


class AuditController(Controller):
    def __init__(self, mapper: AuditingCustomerMapper, notifier: INotifier):
        self._mapper, self._notifier = mapper, notifier

    def mappings(self):
        return (("get", "/audit", self.audit), ("get", "/audit/kind", self.kind))

    async def audit(self):  # -> GET /quiet/audit: native-async; GET /loud/audit: blocking-async
        from org.domain.model import Customer

        return self._mapper.to_dto(Customer(1))

    async def kind(self):  # -> native-async
        return type(self._notifier).__name__


class AdminController(Controller):
    def mappings(self):
        return (("get", "/status", self.status),)

    async def status(self):  # -> native-async
        return "up"
