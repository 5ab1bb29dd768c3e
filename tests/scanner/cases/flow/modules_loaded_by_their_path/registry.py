JOBS = {}


def register(name):
    def keep(function):
        JOBS[name] = function
        return function

    return keep
