import time

from fastapi import FastAPI
from pydantic import BaseModel, PrivateAttr, computed_field

app = FastAPI()


class Plain(BaseModel):
    n: int = 1
    _seen: list[int] = PrivateAttr(default_factory=list)

    def model_post_init(self, context):
        self._seen.append(self.n)


class Named(Plain):
    name: str = "x"


class Slow(BaseModel):
    text: str

    @computed_field
    @property
    def length(self) -> int:
        time.sleep(0.001)
        return len(self.text)


@app.get("/plain")
async def plain() -> Slow | Plain:  # -> native-async
    return Plain(n=1)


@app.get("/named", response_model=Slow | Plain)
async def named():  # -> native-async
    return Named(n=1)


@app.get("/constructed")
async def constructed():  # -> native-async
    return Plain.model_construct(n=1).n
