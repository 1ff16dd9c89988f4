"""How many letters two words differ by, as the engines count it."""


def distance(one: str, other: str) -> int:
    """Letters put in, left out, replaced, or two neighbours changed about, each counted once.

    >>> distance("freindship", "friendship")
    1
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for down, letter in enumerate(one, start=1):
        above, row = row, [down]
        for across, mate in enumerate(other, start=1):
            cost = min(above[across] + 1, row[across - 1] + 1, above[across - 1] + (letter != mate))
            if before and across > 1 and (letter, one[down - 2]) == (other[across - 2], mate):
                cost = min(cost, before[across - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]
