from typing import Annotated

from fastapi import Depends, Request


async def scope(request: Request):
    async with request.app.state.container.scope() as inner:
        yield inner


def inject(interface):
    def get(current=Depends(scope)):
        return current.get(interface)

    return Depends(get)


async def scope_value(current=Depends(scope)):
    return current


ScopeDep = Annotated[object, Depends(scope_value)]
