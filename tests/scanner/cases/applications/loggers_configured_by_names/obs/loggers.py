import logging

from obs.handlers import SlowFilter

errors = logging.getLogger("app.errors")
direct = logging.getLogger("app.direct")
quiet = logging.getLogger("app.quiet")
filtered = logging.getLogger("app.filtered")
filtered.propagate = False
filtered.addHandler(logging.NullHandler())
filtered.addFilter(SlowFilter())


class Tagged(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return f"[{self.extra['tag']}] {msg}", kwargs


tagged = Tagged(errors, {"tag": "x"})
tagged_quiet = Tagged(quiet, {"tag": "x"})


def audit(function):
    def inner(*args):  # -> blocking-async
        errors.error("called %s", function.__name__)
        return function(*args)

    return inner
