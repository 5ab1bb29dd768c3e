import time


class Remote:
    def count(self):  # -> blocking-async
        time.sleep(0.001)
        return 1
