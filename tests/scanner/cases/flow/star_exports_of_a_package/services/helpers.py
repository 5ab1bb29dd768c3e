import socket

__all__ = ["calm", "load"]


def _hidden() -> str:  # -> blocking-async
    return socket.gethostbyname("db.test")


def load() -> str:  # -> blocking-async
    return _hidden()


def calm() -> int:
    return 1
