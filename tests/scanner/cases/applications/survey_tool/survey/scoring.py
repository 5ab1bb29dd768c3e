from __future__ import annotations

import time
from decimal import Decimal

import requests

from survey.caching import memoize


@memoize
def weight(question: int) -> Decimal:
    return Decimal(question) / 10


@memoize
def remote_weight(question: int) -> Decimal:  # -> blocking-async
    requests.get(f"http://weights.example.com/{question}", timeout=1)
    return Decimal(1)


class Scorer:
    strategies = {}

    @classmethod
    def strategy(cls, name):
        def add(function):
            cls.strategies[name] = function
            return function

        return add

    def __init__(self, name: str = "plain") -> None:
        self._name = name

    def __call__(self, answers: list[int]) -> Decimal:  # -> blocking-async
        return sum((self.strategies[self._name](answer) for answer in answers), Decimal(0))


@Scorer.strategy("plain")
def plain(answer: int) -> Decimal:
    return weight(answer)


@Scorer.strategy("remote")
def remote(answer: int) -> Decimal:  # -> blocking-async
    return remote_weight(answer)


class Money(Decimal):
    def __add__(self, other):  # -> blocking-async
        time.sleep(0.001)
        return Money(Decimal(self) + Decimal(other))

    __radd__ = __add__
