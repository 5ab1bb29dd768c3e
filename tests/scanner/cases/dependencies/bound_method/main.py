import requests
from fastapi import Depends, FastAPI


class Auth:
    def __init__(self, base: str):
        self.base = base

    async def user(self):  # -> blocking-async via requests.get
        return requests.get(self.base).json()

    def threaded_user(self):  # -> converted-def
        return requests.get(self.base).json()


auth = Auth("http://auth.test/")
app = FastAPI()


@app.get("/me")
def me(user: dict = Depends(auth.user)):  # -> blocking-async (dependency) via requests.get
    return user


@app.get("/threaded")
async def threaded(user: dict = Depends(auth.threaded_user)):  # -> native-async
    return user
