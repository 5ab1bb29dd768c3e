from ledger_tools import texts


def run():
    return texts.upper("a")
