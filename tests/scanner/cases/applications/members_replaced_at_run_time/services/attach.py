import types

import redis

from vendor.sub import Base


class Service:
    def run(self):  # -> blocking-async
        return self.step()


def quick(self):
    return 1


def remote(self):  # -> blocking-async
    return str(self.redis.get("x"))


service = Service()
service.step = types.MethodType(quick, service)
remote_service = Service()
remote_service.redis = redis.Redis(host="c.test")
remote_service.step = remote.__get__(remote_service, Service)

base = Base()
ns = types.SimpleNamespace(run=lambda: 3, client=remote_service)


def build(**attributes):
    made = Service()
    for name, value in attributes.items():
        setattr(made, name, value)
    return made


dynamic = build(step=lambda: 5)
dynamic_slow = build(step=lambda: remote_service.run())
made_by_dict = Service()
made_by_dict.__dict__.update(step=lambda: 7)
