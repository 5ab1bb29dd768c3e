import time

import pkg.core.one


def step(n: int) -> int:  # -> blocking-async
    time.sleep(0.001)
    return pkg.core.one.start(n - 1)
