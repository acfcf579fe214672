"""What people have decided: it overrides the rules, in both directions, and can be taken back."""

from claims.resolution import Appearance, Judgement, Verdict, resolve
from tests.reports import parts, report, says

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE


def told() -> list[Appearance]:
    """Return two reports that the rules hold for one claim, and a third that they keep apart."""
    return [*report("a"), *report("b"), *report("c", says(quantity=(5, "killed")))]


def judged(*judgements: Judgement) -> list[list[str]]:
    return parts(resolve(told(), judgements))


def test_the_rules_alone() -> None:
    assert judged() == [["a#0", "b#0"], ["c#0"]]


def test_same_joins_what_the_rules_part() -> None:
    assert judged(Judgement("b#0", "c#0", SAME)) == [["a#0", "b#0", "c#0"]]


def test_different_parts_what_the_rules_join() -> None:
    assert judged(Judgement("a#0", "b#0", DIFFERENT)) == [["a#0"], ["b#0"], ["c#0"]]


def test_the_last_word_on_a_pair_counts_in_either_order_of_its_names() -> None:
    assert judged(Judgement("a#0", "c#0", SAME), Judgement("c#0", "a#0", DIFFERENT)) == judged()
    assert judged(Judgement("a#0", "b#0", DIFFERENT), Judgement("b#0", "a#0", UNSURE)) == judged()


def test_what_a_judgement_parts_no_other_joins_again() -> None:
    judgements = [
        Judgement("a#0", "b#0", DIFFERENT),
        Judgement("a#0", "c#0", SAME),
        Judgement("b#0", "c#0", SAME),
    ]
    joined = judged(*judgements)
    assert all(not {"a#0", "b#0"} <= set(claim) for claim in joined)


def test_a_judgement_about_a_claim_that_is_gone_is_returned() -> None:
    lost = Judgement("a#0", "gone#4", SAME, note="seen on paper")
    resolution = resolve(told(), [lost])
    assert resolution.lost_judgements == (lost,)
    assert parts(resolution) == judged()


def test_a_judgement_still_finds_a_claim_that_an_older_report_has_given_another_id() -> None:
    judgement = Judgement("b#0", "c#0", SAME)
    older = [*report("older", published="2024-03-11"), *told()]
    assert parts(resolve(older, [judgement])) == [["a#0", "b#0", "c#0", "older#0"]]
