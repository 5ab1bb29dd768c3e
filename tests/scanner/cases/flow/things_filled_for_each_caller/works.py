import time


class Calm:
    def run(self):
        return 1


class Slow:
    def run(self):  # -> converted-def
        time.sleep(0.001)


class Late:
    def run(self):  # -> blocking-async
        time.sleep(0.001)
