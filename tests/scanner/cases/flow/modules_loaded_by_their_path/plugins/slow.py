import time


def run():  # -> converted-def
    time.sleep(0.001)
    return "slow"
