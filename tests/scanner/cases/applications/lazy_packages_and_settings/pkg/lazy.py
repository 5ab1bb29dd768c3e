import time

__all__ = ["nap", "think"]


def nap():  # -> blocking-async
    time.sleep(0.001)


def think():
    return 42


def _hidden():
    time.sleep(0.001)
