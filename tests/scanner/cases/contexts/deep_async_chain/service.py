import payments


async def checkout(order):  # -> blocking-async
    return await pay(order)


async def pay(order):  # -> blocking-async
    return await payments.charge(order * 100)
