import requests
from fastapi import FastAPI


class Account:
    @property
    def balance(self):  # -> blocking-async via requests.get
        return requests.get("http://bank.test/balance").json()

    @property
    def currency(self):
        return "EUR"


account = Account()
app = FastAPI()


@app.get("/balance")
async def balance():  # -> blocking-async (helper) via requests.get
    return account.balance


@app.get("/currency")
async def currency():  # -> native-async (no-io)
    return account.currency
