from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from billing.tables import Invoice
from billing.uow import AsyncUnitOfWork, UnitOfWork


class InvoiceNotFound(LookupError):
    pass


class InvoiceService:
    def __init__(self, unit: Callable[[], UnitOfWork] = UnitOfWork) -> None:
        self._unit = unit

    def issue(self, customer: int, total: Decimal) -> int:  # -> blocking-async
        with self._unit() as unit:
            invoice = unit.invoices.add(Invoice(customer_id=customer, total=total))
            unit.commit()
            return invoice.id

    def owner(self, key: int) -> str:  # -> blocking-async
        with self._unit() as unit:
            invoice = unit.invoices.get(key)
            if invoice is None:
                raise InvoiceNotFound(key)
            return invoice.customer.name

    def eager_owner(self, key: int) -> str:  # -> converted-def
        with self._unit() as unit:
            invoice = unit.invoices.with_customer(key)
            return invoice.customer.name if invoice else ""

    @staticmethod
    def tax(total: Decimal, rate: Decimal = Decimal("0.21")) -> Decimal:
        return (total * rate).quantize(Decimal("0.01"))


class AsyncInvoiceService:
    def __init__(self, unit: Callable[[], AsyncUnitOfWork] = AsyncUnitOfWork) -> None:
        self._unit = unit

    async def issue(self, customer: int, total: Decimal) -> int:  # -> native-async
        async with self._unit() as unit:
            invoice = unit.invoices.add(Invoice(customer_id=customer, total=total))
            await unit.commit()
            return invoice.id

    async def totals(self) -> dict[int, float]:  # -> native-async
        async with self._unit() as unit:
            return await unit.invoices.totals()
