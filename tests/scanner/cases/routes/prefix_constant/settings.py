VERSION = 2
API_PREFIX = "/api/v" + str(VERSION)


class Settings:
    THINGS = "/things"
