from plugins.base import Plugin


class MemoryPlugin(Plugin):
    def __init__(self):
        self.kept = []

    def deliver(self, text):
        self.kept.append(text)
        return len(self.kept)
