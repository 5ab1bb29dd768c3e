import httpx
import requests

from features.orders.commands import OrderPlaced, OrderSeen


def register(mediator):
    @mediator.subscribe(OrderPlaced)
    def notify(event):  # -> blocking-async
        requests.post("http://hooks.test/orders", json={"name": event.name})

    @mediator.subscribe(OrderSeen)
    async def seen(event):  # -> native-async
        async with httpx.AsyncClient() as client:
            await client.post("http://hooks.test/seen")

    mediator.subscribe(OrderSeen)(remember)


memory = []


def remember(event):
    memory.append(event)
