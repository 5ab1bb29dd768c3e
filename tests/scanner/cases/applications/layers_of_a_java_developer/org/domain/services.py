from __future__ import annotations

from org.domain.model import (
    Customer,
    ICustomerRepository,
    IInvoiceRepository,
    IMapper,
    INotifier,
    Invoice,
    Optional_,
)


class CustomerDTO(dict):
    pass


class CustomerMapper(IMapper[Customer, CustomerDTO]):
    def to_dto(self, entity):
        return CustomerDTO(id=entity.id, name=entity.name)


class AuditingCustomerMapper(CustomerMapper):
    def __init__(self, notifier: INotifier):
        self._notifier = notifier

    def to_dto(self, entity):  # -> blocking-async
        self._notifier.send("mapped")
        return super().to_dto(entity)


class CustomerService:
    def __init__(self, repository: ICustomerRepository, mapper: CustomerMapper):
        self._repository = repository
        self._mapper = mapper

    def get(self, id):  # -> blocking-async
        return Optional_.of_nullable(self._repository.find_by_id(id)).map(self._mapper.to_dto).or_else_get(dict)

    def describe(self):
        return self._mapper.to_dto(Customer.builder().id(3).name("n").build())


class InvoiceService:
    def __init__(self, repository: IInvoiceRepository, notifier: INotifier):
        self._repository = repository
        self._notifier = notifier

    def total(self, id):
        return Optional_.of_nullable(self._repository.find_by_id(id)).map(lambda i: i.total).or_else_get(lambda: 0)

    def pay(self, id):  # -> blocking-async
        invoice = self._repository.save(Invoice(id, 3))
        return self._notifier.send(f"paid {invoice.id}")


class ServiceFactory:
    """Abstract factory."""

    def create_notifier(self) -> INotifier:
        raise NotImplementedError


class Singleton(type):
    __instances: dict = {}

    def __call__(cls, *args, **kwargs):
        if cls not in Singleton.__instances:
            Singleton.__instances[cls] = super().__call__(*args, **kwargs)
        return Singleton.__instances[cls]
