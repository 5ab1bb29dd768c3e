_clients = {}


def connect(url, db, as_async=False):
    key = (url, db, as_async)
    if key in _clients:
        return _clients[key]
    if as_async:
        import redis.asyncio as library
    else:
        import redis as library
    client = library.from_url(url, db=db)
    _clients[key] = client
    return client
