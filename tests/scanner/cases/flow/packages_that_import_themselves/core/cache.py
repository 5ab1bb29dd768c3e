import time

from core import get_secret


class Store:
    def load(self):  # -> blocking-async via time.sleep
        time.sleep(0)
        return 1


class Shelf:
    def load(self):
        return 1


class Cache:
    limit = 3

    def __init__(self):
        self.secret = get_secret("at import")
        self.store = Store()
        self.shelf = Shelf()

    def reload(self):  # -> blocking-async via time.sleep
        return get_secret("later")


cache = Cache()
