import threading
import time

_prices = None
_rates = None
_ready = False
_lock = threading.Lock()


def load_prices():  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return {"one": 1}


def prices():  # -> blocking-async via time.sleep
    global _prices
    if _prices is None:
        _prices = load_prices()
    return _prices


def rates():  # -> blocking-async via time.sleep
    global _rates
    if _rates is not None:
        return _rates
    with _lock:
        if _rates is None:
            time.sleep(0.001)
            _rates = {"EUR": 1}
    return _rates


def prepare():  # -> blocking-async via time.sleep
    global _ready
    if _ready:
        return
    time.sleep(0.001)
    _ready = True
