from dataclasses import dataclass, field

import requests
from fastapi import FastAPI


@dataclass
class Report:
    url: str
    body: dict = field(default_factory=dict)

    def __post_init__(self):  # -> blocking-async via requests.get
        self.body = requests.get(self.url).json()


app = FastAPI()


@app.get("/report")
async def report():  # -> blocking-async (helper) via requests.get
    return Report("http://reports.test/").body
