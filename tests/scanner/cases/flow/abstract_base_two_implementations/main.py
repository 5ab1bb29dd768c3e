from abc import ABC, abstractmethod

import requests
from fastapi import FastAPI


class Notifier(ABC):
    @abstractmethod
    def send(self, text: str) -> None: ...


class LogNotifier(Notifier):
    def send(self, text: str) -> None:
        print(text)


class WebhookNotifier(Notifier):
    def send(self, text: str) -> None:  # -> blocking-async via requests.post
        requests.post("http://hooks.test/", json={"text": text})


NOTIFIERS: list[Notifier] = [LogNotifier(), WebhookNotifier()]
app = FastAPI()


@app.post("/notify")
async def notify():  # -> blocking-async (helper) via requests.post
    for notifier in NOTIFIERS:
        notifier.send("hello")
    return {}
