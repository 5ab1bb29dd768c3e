from fastapi import FastAPI
from fastapi_injector import Injected, attach_injector
from injector import Injector, InstanceProvider, singleton
from services import ApiMailer, Mailer, Outbox


def configure(binder):
    binder.bind(Mailer, to=InstanceProvider(ApiMailer("http://mail.test/send")))
    binder.bind(Outbox, to=Outbox(), scope=singleton)


app = FastAPI()
injector = Injector(configure)
attach_injector(app, injector)


@app.post("/mails")
async def mail(mailer: Mailer = Injected(Mailer), outbox: Outbox = Injected(Outbox)):  # -> native-async
    outbox.kept.append("x")
    await mailer.send("a@b.test")
    return {"kept": outbox.flush()}


@app.post("/mails/by-hand")
async def by_hand():  # -> native-async
    await injector.get(Mailer).send("a@b.test")
    return injector.get(Outbox).flush()
