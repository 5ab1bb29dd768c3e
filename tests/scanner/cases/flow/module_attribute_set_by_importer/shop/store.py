backend = None
label = ""
