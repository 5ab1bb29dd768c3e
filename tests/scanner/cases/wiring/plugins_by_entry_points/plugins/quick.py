class QuickSender:
    slug = "quick"

    def send(self):
        return 1


def check():
    return 2
