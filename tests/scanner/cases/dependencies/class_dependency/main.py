import requests
from fastapi import Depends, FastAPI


class CurrentUser:
    def __init__(self, token: str = "x"):  # -> converted-def
        self.name = requests.get("http://auth.test/", params={"t": token}).text


app = FastAPI()


@app.get("/me")
async def me(user: CurrentUser = Depends()):  # -> native-async
    return {"name": user.name}
