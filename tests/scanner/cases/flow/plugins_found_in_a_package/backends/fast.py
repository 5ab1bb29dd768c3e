from .base import Backend


class FastBackend(Backend):
    name = "fast"

    def run(self):
        return 1
