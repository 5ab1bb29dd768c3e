import time

from gateway import Gateway


class SlowGateway(Gateway):
    def charge(self, cents):
        time.sleep(1)
        return {}


def test_charge():
    assert SlowGateway().charge(1) == {}
