import asyncio
import smtplib

import httpx
import requests

from core.ports import Booking, Notifier


class MailNotifier(Notifier):
    def __init__(self, host: str):
        self.host = host

    async def notify(self, booking):  # -> blocking-async
        with smtplib.SMTP(self.host) as smtp:
            smtp.sendmail("a@x", [booking.guest], "hi")


class ThreadedMailNotifier(MailNotifier):
    async def notify(self, booking):  # -> native-async
        await asyncio.to_thread(self._deliver, booking)

    def _deliver(self, booking):  # -> converted-def
        with smtplib.SMTP(self.host) as smtp:
            smtp.sendmail("a@x", [booking.guest], "hi")


class HttpRates:
    def __init__(self):
        self.session = requests.Session()

    async def __call__(self, currency):  # -> blocking-async
        return float(len(self.session.get(f"http://rates.test/{currency}").text))


async def http_rates(currency):  # -> native-async
    async with httpx.AsyncClient() as client:
        return float(len((await client.get(f"http://rates.test/{currency}")).text))
