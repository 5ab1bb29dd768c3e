import time


class SlowSender:
    slug = "slow"

    def send(self):  # -> blocking-async
        time.sleep(0.01)
