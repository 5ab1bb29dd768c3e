from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import stripe


class Method(Enum):
    CARD = "card"
    INVOICE = "invoice"
    VOUCHER = "voucher"


@dataclass
class Booking:
    amount: int
    method: Method = Method.INVOICE


class Checkout:
    def pay(self, booking: Booking) -> str:  # -> blocking-async
        match booking.method:
            case Method.CARD:
                return self._charge(booking.amount)
            case Method.INVOICE:
                return "later"
            case _:
                return "done"

    def _charge(self, amount: int) -> str:  # -> blocking-async
        stripe.Charge.create(amount=amount, currency="eur")
        return "paid"

    async def pay_all(self, *bookings: Booking) -> list[str]:  # -> blocking-async
        return [self.pay(booking) for booking in bookings]


def authorised(*roles: str):
    def decorate(handler):
        import functools

        @functools.wraps(handler)
        async def checked(*args, **kwargs):  # -> blocking-async
            if "agent" not in roles:
                raise PermissionError(roles)
            return await handler(*args, **kwargs)

        return checked

    return decorate
