import requests
from fastapi import FastAPI


class Client:
    def __init__(self, session):
        self.session = session

    @classmethod
    def create(cls):
        return cls(requests.Session())

    def user(self):  # -> blocking-async via requests.Session.get
        return self.session.get("http://api.test/me").json()


app = FastAPI()


@app.get("/me")
async def me():  # -> blocking-async (helper) via requests.Session.get
    return Client.create().user()
