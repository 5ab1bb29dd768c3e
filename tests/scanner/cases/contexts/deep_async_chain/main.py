from fastapi import FastAPI

from service import checkout

app = FastAPI()


@app.post("/checkout")
async def post_checkout():  # -> blocking-async (helper) via stripe.PaymentIntent.create
    return await checkout(42)
