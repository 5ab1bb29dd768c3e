class Plugin:
    name = "base"

    def send(self, text):  # -> blocking-async
        return self.deliver(self.render(text))

    def render(self, text):
        return text.strip()

    def deliver(self, text):
        raise NotImplementedError
