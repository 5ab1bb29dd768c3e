import time


class Shelf:
    def size(self):
        return 1


class Mailer:
    def send(self):  # -> blocking-async
        time.sleep(0.01)

    def address(self):
        return "post@example.org"


class Services:
    pass


def build():
    services = Services()
    services.agents = Shelf()
    services.alarms = Shelf()
    services.boards = Shelf()
    services.budgets = Shelf()
    services.cables = Shelf()
    services.carts = Shelf()
    services.drafts = Shelf()
    services.drills = Shelf()
    services.feeds = Shelf()
    services.forms = Shelf()
    services.games = Shelf()
    services.gates = Shelf()
    services.hints = Shelf()
    services.hooks = Shelf()
    services.items = Shelf()
    services.jokes = Shelf()
    services.kinds = Shelf()
    services.knobs = Shelf()
    services.lamps = Shelf()
    services.lists = Shelf()
    services.maps = Shelf()
    services.marks = Shelf()
    services.masks = Shelf()
    services.meals = Shelf()
    services.menus = Shelf()
    services.mills = Shelf()
    services.mints = Shelf()
    services.moods = Shelf()
    services.nails = Shelf()
    services.notes = Shelf()
    services.orders = Shelf()
    services.pages = Shelf()
    services.parks = Shelf()
    services.parts = Shelf()
    services.plans = Shelf()
    services.plots = Shelf()
    services.polls = Shelf()
    services.pools = Shelf()
    services.ports = Shelf()
    services.posts = Shelf()
    services.ranks = Shelf()
    services.rates = Shelf()
    services.roads = Shelf()
    services.roles = Shelf()
    services.rooms = Shelf()
    services.rules = Shelf()
    services.mailer = Mailer()
    return services
