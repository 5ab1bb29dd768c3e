from shop.kinds import Backend
from shop.remote import RemoteBackend

BACKENDS: dict[str, type[Backend]] = {}


def register(cls: type[Backend]) -> None:
    BACKENDS["remote"] = cls


register(RemoteBackend)
