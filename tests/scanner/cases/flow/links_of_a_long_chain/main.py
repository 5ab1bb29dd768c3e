"""The class of each further link is known only once the one before it has been followed."""

import requests
from fastapi import FastAPI


class Link:
    def __init__(self, following=None):
        self.following = following

    def handle(self, order):  # -> blocking-async
        found = self.check(order)
        if found is None and self.following is not None:
            return self.following.handle(order)
        return found

    def check(self, order):
        return None


class Empty(Link):
    def check(self, order):
        return order.get("empty")


class Large(Link):
    def check(self, order):
        return order.get("large")


class Foreign(Link):
    def check(self, order):
        return order.get("foreign")


class Foreseen(Link):
    def check(self, order):
        return order.get("foreseen")


class Weekend(Link):
    def check(self, order):
        return order.get("weekend")


class Holiday(Link):
    def check(self, order):
        return order.get("holiday")


class Prepaid(Link):
    def check(self, order):
        return order.get("prepaid")


class Credit(Link):
    def check(self, order):
        return order.get("credit")


class Discount(Link):
    def check(self, order):
        return order.get("discount")


class Bundle(Link):
    def check(self, order):
        return order.get("bundle")


class Gift(Link):
    def check(self, order):
        return order.get("gift")


class Sample(Link):
    def check(self, order):
        return order.get("sample")


class Blocked(Link):
    def check(self, order):  # -> blocking-async via requests.api.get
        return requests.get("http://risk.test/x").json().get("blocked")


app = FastAPI()
rules = Empty(
    Large(Foreign(Foreseen(Weekend(Holiday(Prepaid(Credit(Discount(Bundle(Gift(Sample(Blocked())))))))))))
)


@app.post("/orders")
async def order():  # -> blocking-async (helper)
    return rules.handle({})
