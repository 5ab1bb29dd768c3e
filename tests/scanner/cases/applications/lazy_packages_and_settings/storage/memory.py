class Backend(dict):
    def put(self, key):
        self[key] = 1
        return len(self)
