import redis
from fastapi import FastAPI

import features.orders.handlers  # noqa: F401
from bus.behaviours import Audit, Timing, shielded
from bus.mediator import Mediator
from features.orders import listeners
from web import router

app = FastAPI()
app.state.plain = Mediator([Timing(), shielded])
app.state.audited = Mediator([Timing(), Audit(redis.Redis(host="cache.test"))])
listeners.register(app.state.plain)
app.include_router(router)
