import stripe
from fastapi import FastAPI

stripe.api_key = "sk_test"
app = FastAPI()


@app.post("/customers")
async def create():  # -> blocking-async (handler) via stripe.Customer.create
    return str(stripe.Customer.create(email="a@b.test"))


@app.post("/webhook")
async def webhook():  # -> native-async (no-io)
    return str(stripe.Webhook.construct_event("{}", "sig", "secret"))
