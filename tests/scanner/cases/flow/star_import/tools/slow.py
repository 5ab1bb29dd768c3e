__all__ = ["slow_double"]

import time


def slow_double(value):  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return value * 2
