"""Which reports come to one claim, and which stay apart for want of knowing."""

from typing import Any

from tests.reports import one_claim, parts, report, resolved, says


def test_reports_of_three_languages_by_one_speaker_are_one_claim() -> None:
    claim = one_claim(report("a", language="en"), report("b", language="uk"), report("c", language="ru"))
    assert claim.root_name == "Oleksandr Prokudin"
    assert len(claim.outlets) == 3


def test_a_report_may_leave_out_period_place_target_and_method() -> None:
    bare = says(period=None, place=None, target=[], method=None)
    claim = one_claim(
        report("a"), report("b", bare), report("c", says(place=None)), report("d", says(period=None))
    )
    assert claim.place == "Kherson"
    assert str(claim.day) == "2024-03-12"


def test_a_report_that_fits_two_claims_stands_apart() -> None:
    here, there = says(quantity=(14, "killed")), says(quantity=(14, "killed"), place="Nikopol")
    bare = says(quantity=(14, "killed"), place=None)
    assert parts(resolved(report("a", here), report("b", there), report("c", bare))) == [
        ["a#0"],
        ["b#0"],
        ["c#0"],
    ]


def test_what_a_report_leaves_out_chains_nothing_together() -> None:
    homes = says(target=["residential"], method=None)
    schools = says(target=["school"], method=None)
    bare = says(target=[], method=None)
    assert parts(resolved(report("a", homes), report("b", schools), report("c", bare))) == [
        ["a#0"],
        ["b#0"],
        ["c#0"],
    ]


def test_unattributed_reports_that_disagree_are_not_bridged_by_a_claim_that_is_silent() -> None:
    named = says(target=[])
    homes, schools = (
        says(speaker_name=None, target=["residential"]),
        says(speaker_name=None, target=["school"]),
    )
    reports = [report("a", named), report("b", named), report("c", homes), report("d", schools)]
    assert parts(resolved(*reports)) == [["a#0", "b#0"], ["c#0"], ["d#0"]]


def test_an_unattributed_report_joins_the_one_speaker_whom_several_relay() -> None:
    reports = [report("a"), report("b"), report("c", says(speaker_name=None))]
    assert len(one_claim(*reports).appearances) == 3


def test_one_relay_is_not_enough_to_know_whose_word_an_unattributed_report_passes_on() -> None:
    assert len(resolved(report("a"), report("c", says(speaker_name=None))).claims) == 2


def test_an_unattributed_report_that_fits_two_speakers_stands_apart() -> None:
    mayor = says(speaker_name="Roman Mrochko")
    reports = [
        report("a"),
        report("b"),
        report("c", mayor),
        report("d", mayor),
        report("e", says(speaker_name=None)),
    ]
    assert parts(resolved(*reports)) == [["a#0", "b#0"], ["c#0", "d#0"], ["e#0"]]


def test_nobody_passes_on_what_a_crowd_says() -> None:
    crowd = says(speaker_name="local media")
    assert (
        len(resolved(report("a", crowd), report("b", crowd), report("c", says(speaker_name=None))).claims)
        == 2
    )


def test_a_relay_named_as_the_speaker_gives_way_to_its_own_source() -> None:
    claim = one_claim(report("a", says(via=["Ukrinform"])), report("b", says(speaker_name="Ukrinform")))
    assert claim.root_name == "Oleksandr Prokudin"


def test_an_oblast_for_the_city_is_a_mention() -> None:
    assert one_claim(report("a"), report("b", says(place="Kherson Oblast"))).place == "Kherson"


def test_where_one_report_gives_city_and_oblast_they_are_two_claims() -> None:
    both = report("a", says(), says(place="Kherson Oblast", quantity=(3, "killed")))
    assert parts(resolved(both)) == [["a#0"], ["a#1"]]


def test_a_hedge_on_the_same_figure_is_a_mention() -> None:
    claim = one_claim(
        report("a", says(quantity=(28, "attack"))), report("b", says(quantity=(28, "attack", "at_least")))
    )
    assert claim.quantity is not None
    assert claim.quantity.op == "exact"
    assert "op" in claim.readings


def test_a_rounded_figure_is_a_claim_of_its_own_linked_to_the_exact_one() -> None:
    exact, rounded = says(quantity=(220, "attack")), says(quantity=(200, "attack", "more_than"))
    resolution = resolved(report("a", exact), report("b", rounded))
    assert len(resolution.claims) == 2
    assert len(resolution.relations) == 1


def test_a_week_for_the_day_is_a_claim_of_its_own() -> None:
    week = says(quantity=(17, "attack"), period="2024-03-11..2024-03-17")
    assert len(resolved(report("a", says(quantity=(17, "attack"))), report("b", week)).claims) == 2


def test_a_night_and_its_morning_are_one_time() -> None:
    assert one_claim(report("a"), report("b", says(period="2024-03-11..2024-03-12")))


def test_an_undated_report_of_the_next_day_joins_only_by_a_figure_that_is_not_common() -> None:
    rare, common = says(quantity=(43, "wounded")), says()
    late = {"published": "2024-03-13"}
    rare_undated, undated = says(quantity=(43, "wounded"), period=None), says(period=None)
    assert len(resolved(report("a", rare), report("b", rare_undated, **late)).claims) == 1
    assert len(resolved(report("a", common), report("b", undated, **late)).claims) == 2


def test_the_place_of_the_document_stands_in_where_a_claim_names_none() -> None:
    body = report("a", says(place="Nikopol", quantity=(5, "wounded")), says(place=None))
    (claim,) = [c for c in resolved(body).claims if c.quantity and c.quantity.unit == "killed"]
    assert claim.place == "Nikopol"


def test_assessments_are_one_claim_only_where_they_are_about_the_same() -> None:
    judged: dict[str, Any] = {
        "kind": "assessment",
        "quantity": None,
        "period": None,
        "target": [],
        "method": None,
    }
    promise = says(**judged, quote="people do not believe the promise of no new wave")
    fatigue = says(**judged, quote="the attacks show how tired of the war people are")
    retold = says(**judged, quote="обіцянці не вірять")
    assert parts(
        resolved(report("a", promise), report("b", fatigue), report("c", retold, language="uk"))
    ) == [
        ["a#0", "c#0"],
        ["b#0"],
    ]


def test_a_changed_hedge_is_kept_as_readings_of_the_one_claim() -> None:
    likely = says(kind="trend", quantity=(2, "attack", "ratio"), certainty="likely")
    plain = says(kind="trend", quantity=(2, "attack", "ratio"), certainty=None)
    claim = one_claim(report("a", likely), report("b", plain))
    assert claim.certainty is None
    assert set(claim.readings["certainty"]) == {None, "likely"}


def test_a_root_that_was_never_crawled_is_a_stub() -> None:
    (claim,) = resolved(report("a", says(speaker_name="Mediazona"))).claims
    assert claim.stub
    (told,) = resolved(report("m", says(speaker_name="Mediazona"), outlet="Mediazona")).claims
    assert not told.stub


def test_a_figure_said_twice_in_a_document_is_one_claim_and_does_not_tear_others_apart() -> None:
    rare = says(quantity=(43, "wounded"))
    shorter = says(quantity=(43, "wounded"), place=None)
    assert len(resolved(report("a", rare, shorter), report("b", rare)).claims) == 1


def test_a_short_name_stands_for_the_one_full_name_that_it_is_short_for() -> None:
    full = says(speaker_name="National Police of Ukraine")
    short = report("b", says(speaker_name="Police"))
    assert one_claim(report("a", full), short).root_name == "National Police of Ukraine"
    other = report("c", says(speaker_name="Russian police"))
    assert parts(resolved(report("a", full), short, other)) == [["a#0"], ["b#0"], ["c#0"]]


def test_one_speakers_wounded_are_one_figure_whether_a_report_says_who_or_where() -> None:
    people, place = says(quantity=(43, "wounded")), says(quantity=(43, "wounded"), target=["energy"])
    assert len(resolved(report("a", people), report("b", place)).claims) == 1
    few, fewer = says(), says(target=["energy"])
    assert len(resolved(report("a", few), report("b", fewer)).claims) == 2


def test_an_old_story_told_again_on_nobodys_word_repeats_it() -> None:
    again = report("b", says(speaker_name=None), published="2024-06-01")
    resolution = resolved(report("a"), report("c"), again)
    assert parts(resolution) == [["a#0", "c#0"], ["b#0"]]
    assert [(found.source, found.type, found.to) for found in resolution.relations] == [
        ("b#0", "repeats", "a#0")
    ]
