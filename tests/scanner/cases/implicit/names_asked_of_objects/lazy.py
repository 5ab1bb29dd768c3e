import time

VERSION = 1


def __getattr__(name):  # -> blocking-async
    if name == "client":
        time.sleep(0.001)
        return "client"
    raise AttributeError(name)
