from ledger_tasks.jobs import run


def main():
    return run()
