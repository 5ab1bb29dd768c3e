from core.config import ENABLED, PLUGINS
from core.loader import load


class Manager:
    def __init__(self):
        self.plugins = {name: load(PLUGINS[name])() for name in ENABLED}

    def __getitem__(self, name):
        return self.plugins[name]

    def broadcast(self, text):  # -> blocking-async
        return [plugin.send(text) for plugin in self.plugins.values()]

    def get(self, name):
        if name not in self.plugins:
            self.plugins[name] = load(PLUGINS[name])()
        return self.plugins[name]


manager = Manager()
