import time

from fastapi import FastAPI
from pydantic import BaseModel, computed_field


class Square(BaseModel):
    side: int

    @computed_field
    @property
    def area(self) -> int:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return self.side**2


app = FastAPI()


@app.get("/square")
async def square():  # -> blocking-async via time.sleep
    return Square(side=2).model_dump()
