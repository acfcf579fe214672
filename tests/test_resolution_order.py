"""A resolution is a function of the set of mentions: no order, batching or repetition changes it."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.synthetic import mentions
from claims.resolution import Appearance, Resolution, Resolver, resolve
from tests.reports import report, says


def grown(batches: list[list[Appearance]]) -> Resolution:
    resolver = Resolver()
    for batch in batches:
        resolver.add(batch)
    return resolver.resolution()


def cut(told: list[Appearance], chance: random.Random) -> list[list[Appearance]]:
    batches = []
    while told:
        size = chance.choice([1, 3, 40, 400])
        batches.append(told[:size])
        told = told[size:]
    return batches


def test_fifty_shuffles_and_batchings_of_two_thousand_mentions_agree() -> None:
    told = list(mentions(2000, seed=3, days=60))
    whole = resolve(told)
    assert len(whole.claims) > 300
    assert whole.relations
    chance = random.Random(7)
    for _ in range(5):
        chance.shuffle(told)
        assert resolve(told) == whole
    for _ in range(45):
        chance.shuffle(told)
        assert grown(cut(told[:200], chance)) == resolve(told[:200])
    assert grown(cut(told, chance)) == whole


def test_mentions_that_come_again_change_nothing_and_those_taken_out_leave_no_trace() -> None:
    told = list(mentions(400, seed=5, days=20))
    resolver = Resolver()
    resolver.add(told)
    assert resolver.add(told) == 0
    resolver.remove(mention.mention for mention in told[100:])
    assert resolver.resolution() == resolve(told[:100])


FIELDS = st.fixed_dictionaries(
    {
        "speaker_name": st.sampled_from([None, "Oleksandr Prokudin", "Roman Mrochko"]),
        "quantity": st.sampled_from([(3, "killed"), (43, "killed")]),
        "period": st.sampled_from([None, "2024-03-12", "2024-03-11..2024-03-12"]),
        "place": st.sampled_from([None, "Kherson", "Nikopol"]),
        "target": st.sampled_from([[], ["civilians"], ["oil"]]),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(FIELDS, max_size=9), st.randoms(use_true_random=False))
def test_any_few_reports_come_to_the_same_in_any_order(
    claims: list[dict[str, object]], chance: random.Random
) -> None:
    told = [mention for n, claim in enumerate(claims) for mention in report(f"d{n}", says(**claim))]
    whole = resolve(told)
    chance.shuffle(told)
    assert grown(cut(told, chance)) == resolve(told) == whole
