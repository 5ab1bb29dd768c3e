import requests


class Signal:
    def __init__(self):
        self.receivers = []

    def connect(self, f, sender=None):
        self.receivers.append((f, sender))

    def send(self, sender, **kw):  # -> blocking-async
        return [f(sender, **kw) for f, wanted in self.receivers if wanted in (None, sender)]

    def disconnect(self, f):
        self.receivers = [r for r in self.receivers if r[0] is not f]


pre_save, post_save, viewed, archived = Signal(), Signal(), Signal(), Signal()


def receiver(signal, **kw):
    def inner(f):
        for s in signal if isinstance(signal, (list, tuple)) else [signal]:
            s.connect(f, **kw)
        return f

    return inner


@receiver([viewed])
def count_view(sender, **kw):
    return 1


@receiver(archived)
def tell(sender, **kw):  # -> blocking-async
    return requests.post("http://archive.test/").status_code


def connect_all():
    from blog import models  # noqa: F401
