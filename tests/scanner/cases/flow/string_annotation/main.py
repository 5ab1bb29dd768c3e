from __future__ import annotations

from typing import TYPE_CHECKING

import requests
from fastapi import FastAPI

if TYPE_CHECKING:
    from requests import Session

CLIENTS: dict[str, object] = {}


def fetch(client: Session, url: str) -> dict:  # -> blocking-async via requests.Session.get
    return client.get(url).json()


app = FastAPI()
CLIENTS["main"] = requests.Session()


@app.get("/remote")
async def remote():  # -> blocking-async (helper) via requests.Session.get
    return fetch(CLIENTS["main"], "http://api.test/")
