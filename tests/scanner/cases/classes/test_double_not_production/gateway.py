class Gateway:
    def charge(self, cents):
        raise NotImplementedError


class MemoryGateway(Gateway):
    def charge(self, cents):
        return {"charged": cents}
