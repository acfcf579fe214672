"""How claims relate: what a relay changed, a speaker revised, speakers dispute, and what is a part."""

from __future__ import annotations

from typing import Any

import pytest

from claims.resolution import Relation, RelationType
from tests.reports import report, resolved, says, the_relation

COUNT: dict[str, Any] = {
    "kind": "attack",
    "speaker_name": "Mediazona",
    "target": ["recruitment_office"],
    "method": None,
    "quantity": (113, "attack"),
    "period": "2022-02-24..2023-07-26",
    "place": "Russia",
}


def distorted(*, published: str = "2024-01-28", **changed: Any) -> Relation:
    """Relate a count told by its own speaker and the same with one field changed, told by a relay."""
    own = report("m", says(**COUNT), outlet="Mediazona", published=published)
    found = the_relation(
        own,
        report("r", says(**{**COUNT, "via": ["UK Defence Intelligence"], **changed}), published=published),
    )
    assert found is not None
    assert found.type is RelationType.DISTORTS
    assert (found.source, found.to) == ("r#0", "m#0")
    assert found.decided
    return found


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("period", {"period": "2023-07-26..2024-01-28"}),
        ("target", {"target": ["recruitment_office", "police"]}),
        ("unit", {"quantity": (113, "building")}),
        ("quantity", {"quantity": (113, "attack", "more_than")}),
        ("quantity", {"quantity": (113_000, "attack")}),
        ("polarity", {"polarity": "denied"}),
    ],
)
def test_a_relay_that_changes_a_field_distorts_it(field: str, changed: dict[str, Any]) -> None:
    found = distorted(**changed)
    assert found.field == field
    assert found.from_value != found.to_value


def test_where_only_relays_were_crawled_neither_reading_is_taken_for_the_truth() -> None:
    since = says(**{**COUNT, "period": "2023-07-26..2024-01-28"})
    reports = [report(f"r{n}", since, published="2024-01-28") for n in range(5)]
    found = the_relation(*reports, report("s", says(**COUNT), published="2024-01-28"))
    assert found is not None
    assert (found.type, found.field, found.decided) == (RelationType.DISTORTS, "period", False)


def test_one_relay_that_gives_a_figure_to_two_speakers_is_told_so() -> None:
    via = {"via": ["UK Defence Intelligence"]}
    one, other = says(**COUNT, **via), says(**{**COUNT, "speaker_name": "Meduza"}, **via)
    found = the_relation(report("a", one), report("b", other))
    assert found is not None
    assert (found.type, found.field) == (RelationType.DISTORTS, "speaker")


def test_a_report_that_puts_a_speakers_attack_elsewhere_distorts_the_place() -> None:
    hit = {"kind": "attack", "quantity": None, "target": ["recruitment_office"], "method": "explosion"}
    body = says(**hit, place="Rivne", speaker_name="National Police of Ukraine")
    found = the_relation(report("a", body, says(**hit, place="Luhansk", speaker_name=None)))
    assert found is not None
    assert (found.type, found.field, found.source) == (RelationType.DISTORTS, "place", "a#1")


def test_a_rising_toll_is_a_chain_of_revisions_and_one_series() -> None:
    tolls = [
        report(f"d{day}", says(quantity=(n, "killed")), published=f"2024-03-{day}")
        for day, n in ((12, 3), (13, 5), (14, 9))
    ]
    resolution = resolved(*tolls)
    steps = [(found.source, found.type, found.to) for found in resolution.relations]
    assert steps == [("d13#0", "revises", "d12#0"), ("d14#0", "revises", "d13#0")]
    (series,) = resolution.series
    assert series.claims == ("d12#0", "d13#0", "d14#0")


def test_rival_figures_of_one_strike_contradict_and_stand_in_one_series() -> None:
    rival = says(speaker_name="Vladimir Saldo", quantity=(12, "killed"))
    reports = [report("a"), report("b"), report("c", rival)]
    resolution = resolved(*reports)
    (found,) = resolution.relations
    assert (found.source, found.type, found.field, found.to) == ("c#0", "contradicts", "quantity", "a#0")
    assert (found.from_value, found.to_value) == ("exact 12 killed", "exact 3 killed")
    assert len(resolution.series) == 1


def test_what_a_speaker_takes_back_is_retracted() -> None:
    hit = {"kind": "attack", "quantity": None, "target": ["oil"], "period": None}
    first, later = (
        report("a", says(**hit)),
        report("b", says(**hit, polarity="denied"), published="2024-03-13"),
    )
    found = the_relation(first, later)
    assert found is not None
    assert (found.source, found.type, found.to) == ("b#0", "retracts", "a#0")


def test_parts_of_a_number_that_add_up() -> None:
    called: dict[str, Any] = {
        "kind": "recruitment", "speaker_name": "Sergei Shoigu", "target": ["reservists"], "method": None,
        "period": None, "place": None,
    }  # fmt: skip
    numbers = [says(**called, quantity=(number, "person")) for number in (300_000, 82_000, 218_000)]
    found = {(r.source, r.type, r.to) for r in resolved(report("a", *numbers)).relations}
    assert found == {("a#1", "part_of", "a#0"), ("a#2", "part_of", "a#0")}


def test_weapons_shot_down_are_part_of_those_launched() -> None:
    night: dict[str, Any] = {
        "speaker_name": "Ukrainian Air Force",
        "method": "drone",
        "place": "Ukraine",
        "target": [],
    }
    launched = says(**night, kind="attack", quantity=(45, "drone"))
    downed = says(**night, kind="interception", quantity=(32, "drone"))
    found = the_relation(report("a", launched, downed))
    assert found is not None
    assert (found.source, found.type, found.to) == ("a#1", "part_of", "a#0")


def test_what_a_report_subtracts_itself_derives_from_both_figures() -> None:
    whole = says(
        **{
            **COUNT,
            "speaker_name": "Russian authorities",
            "quantity": (220, "attack"),
            "period": "2022-02-24..2024-01-22",
        }
    )
    rest = says(
        **{**COUNT, "speaker_name": None, "quantity": (107, "attack"), "period": "2023-07-26..2024-01-29"}
    )
    resolution = resolved(report("a", whole, says(**COUNT), rest, published="2024-01-29"))
    assert {(r.source, r.to) for r in resolution.relations if r.type == "derives_from"} == {
        ("a#2", "a#0"),
        ("a#2", "a#1"),
    }


def test_every_relation_names_its_rule_and_two_mentions_to_look_at() -> None:
    resolution = resolved(
        report("a"), report("b", says(speaker_name="Vladimir Saldo", quantity=(12, "killed")))
    )
    (found,) = resolution.relations
    assert found.rule
    assert set(found.evidence) == {"a#0", "b#0"}
