"""Whether a difference between two sets of benchmark runs is real. Pure: numbers in, verdicts out."""
