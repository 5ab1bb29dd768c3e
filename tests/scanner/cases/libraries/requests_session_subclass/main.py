import requests
from fastapi import FastAPI


class ApiSession(requests.Session):
    def __init__(self, base):
        super().__init__()
        self.base = base

    def user(self):  # -> blocking-async via requests.Session.get
        return self.get(f"{self.base}/me").json()


api = ApiSession("http://api.test")
app = FastAPI()


@app.get("/me")
async def me():  # -> blocking-async (helper) via requests.Session.get
    return api.user()
