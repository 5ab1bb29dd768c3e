import time


def lazy_fetch():  # -> blocking-async
    time.sleep(0.001)
