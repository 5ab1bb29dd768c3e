import collectors


def build_report(year):  # -> blocking-async
    return {"year": year, "lines": list_lines(year)}


def list_lines(year):  # -> blocking-async
    return [collectors.collect(year, name) for name in ("a", "b")]
