import time


def get_secret(name):  # -> blocking-async via time.sleep
    time.sleep(0)
    return name


class Late:
    def load(self):  # -> blocking-async via time.sleep
        time.sleep(0)
        return 1
