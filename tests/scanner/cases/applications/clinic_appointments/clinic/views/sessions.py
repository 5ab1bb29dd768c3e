from clinic.db import AsyncFactory, Registry, current, current_async


async def open_async():
    async with AsyncFactory() as db:
        token = current_async.set(db)
        try:
            yield db
        finally:
            current_async.reset(token)


def open_sync():
    db = Registry()
    token = current.set(db)
    try:
        yield db
    finally:
        Registry.remove()
