from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.concurrency import run_in_threadpool

from billing.service import AsyncInvoiceService, InvoiceService

router = APIRouter(prefix="/invoices", tags=["invoices"])
Service = Annotated[InvoiceService, Depends()]
AsyncService = Annotated[AsyncInvoiceService, Depends(lambda: AsyncInvoiceService())]


def service() -> InvoiceService:
    return InvoiceService()


Sync = Annotated[InvoiceService, Depends(service)]


@router.post("/{customer}")
async def issue(customer: int, invoices: Sync):  # -> native-async
    return await run_in_threadpool(invoices.issue, customer, Decimal(3))


@router.post("/{customer}/now")
async def issue_now(customer: int, invoices: Sync):  # -> blocking-async
    return invoices.issue(customer, Decimal(3))


@router.post("/{customer}/async")
async def issue_async(customer: int, invoices: AsyncService):  # -> native-async
    return await invoices.issue(customer, Decimal(3))


@router.get("/totals")
async def totals(invoices: AsyncService):  # -> native-async
    return await invoices.totals()


@router.get("/tax")
async def tax(total: Decimal, invoices: Sync):  # -> native-async
    return invoices.tax(total)


@router.get("/{key}/owner")
async def owner(key: int, invoices: Sync):  # -> blocking-async
    return invoices.owner(key)


@router.get("/{key}/owner/eager")
def eager_owner(key: int, invoices: Sync):  # -> converted-def
    return invoices.eager_owner(key)
