import collections

import requests
from fastapi import FastAPI

app = FastAPI()


class Rates(dict):
    def __missing__(self, currency: str) -> float:  # -> blocking-async
        answer = requests.get(f"http://rates.test/{currency}")
        self[currency] = float(len(answer.text))
        return self[currency]


def fetch_default() -> int:  # -> blocking-async
    return requests.get("http://rates.test/default").status_code


def zero() -> int:
    return 0


rates = Rates()
loaded = collections.defaultdict(fetch_default)
counts = collections.defaultdict(zero)


@app.get("/rate/{currency}")
async def rate(currency: str) -> float:  # -> blocking-async
    return rates[currency]


@app.get("/rate-get/{currency}")
async def rate_get(currency: str) -> float:  # -> native-async
    return rates.get(currency, 1.0)


@app.get("/default/{name}")
async def default(name: str) -> int:  # -> blocking-async
    return loaded[name]


@app.get("/default-get/{name}")
async def default_get(name: str) -> int:  # -> native-async
    return loaded.get(name, 0)


@app.get("/count/{name}")
async def count(name: str) -> int:  # -> native-async
    counts[name] += 1
    return counts[name]
