from database import SessionLocal
from fastapi import FastAPI
from fastapi_injector import Injected, InjectorMiddleware, attach_injector, request_scope
from injector import Binder, Injector, Module, provider, singleton
from repositories import Catalogue, FixedItems, Items, StoredItems
from sqlalchemy.orm import Session


class Storage(Module):
    @provider
    def session(self) -> Session:
        return SessionLocal()


class Domain(Module):
    def configure(self, binder: Binder) -> None:
        binder.bind(Items, to=StoredItems, scope=request_scope)
        binder.bind(FixedItems, scope=singleton)


injector = Injector([Storage(), Domain])
app = FastAPI()
app.add_middleware(InjectorMiddleware, injector=injector)
attach_injector(app, injector)


@app.get("/titles")
async def titles(catalogue: Catalogue = Injected(Catalogue)):  # -> blocking-async (helper)
    return catalogue.titles()


@app.get("/names")
def names(items: Items = Injected(Items)):  # -> converted-def
    return items.names()


@app.get("/fixed")
async def fixed(items: FixedItems = Injected(FixedItems)):  # -> native-async
    return items.names()
