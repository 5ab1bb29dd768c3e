import time

import httpx
import requests

from flow.engine import Saga

reserve = Saga("reserve")
charge = Saga("charge")
calm = Saga("calm")
threads = Saga("threads")
failing = Saga("failing")


def release(ctx):  # -> blocking-async
    requests.delete("http://stock.test/1")


async def refund(ctx):  # -> native-async
    async with httpx.AsyncClient() as c:
        await c.delete("http://bank.test/1")


@reserve.step("stock", undo=release)
def take(ctx):
    return {"n": 1}


@charge.step("bank", undo=refund)
async def debit(ctx):  # -> native-async
    async with httpx.AsyncClient() as c:
        return (await c.post("http://bank.test/1")).status_code


@calm.step("a")
def plain(ctx):
    return 1


calm.step("b")(debit)


@threads.step("slow", threaded=True)
def slow(ctx):  # -> converted-def
    time.sleep(0.001)
    return 1


@failing.step("stock", undo=release)
async def boom(ctx):
    raise RuntimeError


@failing.step("never")
async def never_reached(ctx):
    return 2


class Loud:
    async def on_pay(self, machine):  # -> blocking-async
        requests.post("http://pay.test")

    async def on_ship(self, machine):
        await machine.hooks.on_finish(machine)

    async def on_finish(self, machine):
        return None


class Quiet(Loud):
    async def on_pay(self, machine):  # -> native-async
        async with httpx.AsyncClient() as c:
            await c.post("http://pay.test")
