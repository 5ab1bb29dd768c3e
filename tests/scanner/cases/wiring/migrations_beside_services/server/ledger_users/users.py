def names():
    return ["a"]
