import requests
from fastapi import Depends, FastAPI


class Lease:
    def __call__(self):  # -> converted-def
        requests.post("http://locks.test/a")
        yield "a"
        requests.delete("http://locks.test/a")


app = FastAPI()


@app.get("/leased")
async def leased(name: str = Depends(Lease())):  # -> native-async
    return name
