from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from desk.contracts import CloseTicket, Health, OpenTicket, TicketCount
from desk.handlers import CountHandler
from desk.mediator import Mediator


class Envelope(JSONResponse):
    def render(self, content: Any) -> bytes:
        return super().render({"data": content})


class Signed(JSONResponse):
    def render(self, content: Any) -> bytes:  # -> blocking-async
        return super().render({"data": content, "signature": self.sign(content)})

    def sign(self, content: Any) -> str:  # -> blocking-async
        import requests

        return requests.post("http://signer.example.com/", json=content, timeout=1).text


def register(app: FastAPI, mediator: Mediator) -> None:
    @app.post("/tickets")
    async def open_ticket():  # -> blocking-async
        return await mediator.send(OpenTicket("broken"))

    @app.get("/tickets/count")
    async def count():  # -> native-async
        return await mediator.send(TicketCount())

    @app.get("/tickets/count/inline")
    async def count_inline():  # -> blocking-async
        return CountHandler()._count()

    @app.post("/tickets/{number}/close")
    async def close(number: int):  # -> native-async
        return await mediator.send(CloseTicket(number))

    @app.get("/health", response_class=Envelope)
    async def health():  # -> native-async
        return await mediator.send(Health())

    @app.get("/health/signed", response_class=Signed)
    async def signed_health():  # -> blocking-async
        return await mediator.send(Health())

    @app.get("/health/signed/direct")
    async def signed_directly():  # -> blocking-async
        return Signed({"health": "ok"})

    @app.get("/health/enveloped")
    def enveloped():  # -> converted-def
        return Envelope({"health": "ok"})
