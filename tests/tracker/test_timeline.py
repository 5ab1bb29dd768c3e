"""Observations may arrive in any order and be repeated; the spans must not care."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.services.timeline import Around, Plan, Span, observe

States = dict[int, str | None]


class Store:
    """The spans of one subject, kept as the ledger keeps them."""

    def __init__(self) -> None:
        self.spans: dict[int, Span] = {}
        self.seen: set[int] = set()
        self._next = 1

    def observe(self, position: int, digest: str | None) -> None:
        later = [other for other in self.seen if other > position]
        end = min(later, default=None)
        plan = Plan()
        observe(plan, subject=1, around=self._around(position, end), digest=digest, start=position, end=end)
        self._carry_out(plan, digest)
        self.seen.add(position)

    def _around(self, start: int, end: int | None) -> Around:
        cover = left = right = None
        for span in self.spans.values():
            if span.end == start:
                left = span
            elif span.start == end:
                right = span
            elif span.start <= start and (span.end is None or span.end > start):
                cover = span
        return Around(cover, left, right)

    def _carry_out(self, plan: Plan, digest: str | None) -> None:
        for new in plan.added:
            content = new.copy_of.digest if new.copy_of else str(digest)
            self.spans[self._next] = Span(self._next, 1, new.start, new.end, content)
            self._next += 1
        for span, start in plan.starts:
            self.spans[span.id] = Span(span.id, 1, start, self.spans[span.id].end, span.digest)
        for span, end in plan.ends:
            self.spans[span.id] = Span(span.id, 1, self.spans[span.id].start, end, span.digest)
        for span in plan.deleted:
            del self.spans[span.id]

    def picture(self) -> list[tuple[int, int | None, str]]:
        return sorted((span.start, span.end, span.digest) for span in self.spans.values())


def in_order(states: States) -> list[tuple[int, int | None, str]]:
    """What the spans must be, worked out from the whole truth at once."""
    found: list[tuple[int, int | None, str]] = []
    current: tuple[int, str] | None = None
    for position in sorted(states):
        digest = states[position]
        if current and current[1] != digest:
            found.append((current[0], position, current[1]))
            current = None
        if digest is not None and current is None:
            current = (position, digest)
    if current:
        found.append((current[0], None, current[1]))
    return found


@given(
    states=st.dictionaries(st.integers(1, 12), st.sampled_from(["a", "b", "c", None]), min_size=1),
    data=st.data(),
)
@settings(max_examples=300)
def test_any_order_of_observations_gives_the_same_spans(states: States, data: st.DataObject) -> None:
    store = Store()
    for position in data.draw(st.permutations(sorted(states))):
        store.observe(position, states[position])
    assert store.picture() == in_order(states)


@given(
    states=st.dictionaries(st.integers(1, 8), st.sampled_from(["a", "b", None]), min_size=1),
    again=st.lists(st.tuples(st.integers(1, 8), st.sampled_from(["a", "b", None])), max_size=6),
)
@settings(max_examples=300)
def test_a_repeated_observation_replaces_the_former_one(
    states: States, again: list[tuple[int, str | None]]
) -> None:
    store = Store()
    truth: States = {}
    for position, digest in [*states.items(), *again]:
        store.observe(position, digest)
        truth[position] = digest
    assert store.picture() == in_order(truth)


def test_an_unchanged_subject_stays_one_row() -> None:
    store = Store()
    for position in range(1, 1001):
        store.observe(position, "a")
    assert store.picture() == [(1, None, "a")]
