import requests
from fastapi import FastAPI


class Account:
    @property
    def balance(self):  # -> converted-def
        return requests.get("http://bank.test/balance").json()


app = FastAPI()


@app.get("/balance")
def balance():  # -> converted-def
    return Account().balance
