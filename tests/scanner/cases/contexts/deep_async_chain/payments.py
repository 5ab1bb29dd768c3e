import stripe


async def charge(cents):  # -> blocking-async via stripe.PaymentIntent.create
    intent = stripe.PaymentIntent.create(amount=cents, currency="eur")
    return {"intent": str(intent)}
