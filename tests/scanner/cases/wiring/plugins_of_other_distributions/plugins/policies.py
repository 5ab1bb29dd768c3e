import time


class Policy:
    @classmethod
    def check(cls):
        raise NotImplementedError("replaced when the application is made")


class SlowPolicy(Policy):
    @staticmethod
    def judge(name, value):  # -> blocking-async
        time.sleep(0.01)
        return name


class CalmPolicy(Policy):
    @staticmethod
    def judge(name, value):
        return name
