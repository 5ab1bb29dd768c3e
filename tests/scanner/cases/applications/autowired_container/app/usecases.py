from domain.ports import Clock, Mailer, RateProvider, UserRepo


class ShowUser:
    def __init__(self, repo: UserRepo, clock: Clock):
        self.repo = repo
        self.clock = clock

    def execute(self, key: int):  # -> blocking-async
        found = self.repo.find(key)
        return {"user": found, "at": self.clock.now()}


class Invite:
    def __init__(self, repo: UserRepo, mailer: Mailer):
        self.repo = repo
        self.mailer = mailer

    def execute(self, to: str):
        self.mailer.send(to)
        return {"sent": to}


class Quote:
    def __init__(self, rates: RateProvider, clock: Clock):
        self.rates = rates
        self.clock = clock

    async def execute(self, code: str):  # -> native-async
        return {"rate": await self.rates.rate(code), "at": self.clock.now()}


class Tick:
    def __init__(self, clock: Clock):
        self.clock = clock

    def execute(self):
        return self.clock.now()
