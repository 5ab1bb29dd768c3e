loud, hushed = True, False
