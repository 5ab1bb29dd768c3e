from typing import Annotated

import pymongo
from fastapi import Depends, Request

from app.adapters import MemoryOrders, MongoOrders, Publisher, push
from app.domain import Closed
from app.usecases import CloseOrder, ShowTotal

mongo = pymongo.MongoClient("mongodb://m.test")
memory = MemoryOrders()
loud = Publisher({Closed: [push]})
quiet = Publisher()


def use(case, *parts):
    def build():
        return case(*parts)

    return Depends(build)


RemoteTotal = Annotated[ShowTotal, use(ShowTotal, MongoOrders(mongo))]
LocalTotal = Annotated[ShowTotal, use(ShowTotal, memory)]
RemoteClose = Annotated[CloseOrder, use(CloseOrder, MongoOrders(mongo), quiet)]
LocalClose = Annotated[CloseOrder, use(CloseOrder, memory, quiet)]
LoudClose = Annotated[CloseOrder, use(CloseOrder, memory, loud)]
