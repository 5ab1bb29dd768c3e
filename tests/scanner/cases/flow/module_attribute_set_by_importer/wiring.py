import backends
import shop.store


def connect():
    shop.store.backend = backends.Remote()
    shop.store.label = "remote"
