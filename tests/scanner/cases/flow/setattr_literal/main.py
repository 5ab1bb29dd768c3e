import requests
from fastapi import FastAPI


class Holder:
    pass


holder = Holder()
setattr(holder, "http", requests.Session())
app = FastAPI()


@app.get("/remote")
async def remote():  # -> blocking-async (handler) via requests.Session.get
    return holder.http.get("http://api.test/").json()
