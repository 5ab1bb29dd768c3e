import time


def make_service(name, **methods):
    return type(name, (Base,), methods)


class Base:
    def call(self):  # -> blocking-async
        return self.work()

    def work(self):
        return 0


def slow(self):  # -> blocking-async
    time.sleep(0.001)
    return 1


def fast(self):
    return 2


SlowService = make_service("SlowService", work=slow)
FastService = make_service("FastService", work=fast)


def client_class(base_url):
    class Client:
        url = base_url

        def get(self):  # -> blocking-async
            import requests

            return requests.get(self.url).status_code

        def describe(self):
            return self.url

    return Client


Billing = client_class("http://billing.test/")
