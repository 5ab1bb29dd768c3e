import requests
from fastapi import FastAPI
from pydantic import BaseModel, model_validator


class Order(BaseModel):
    sku: str

    @model_validator(mode="after")
    def in_stock(self):  # -> blocking-async via requests.get
        requests.get(f"http://stock.test/{self.sku}")
        return self


app = FastAPI()


@app.post("/orders")
def create(order: Order):  # -> blocking-async via requests.get
    return {"sku": order.sku}
