"""The sixteen pairs that are never one claim: each from the way that news really runs, then all at once."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.resolution import Appearance, Relation, RelationType, resolve, voices
from claims.resolution.blocks import figure, is_common, reality
from tests.reports import one_claim, parts, report, resolved, says, the_relation

OFFICES: dict[str, Any] = {
    "kind": "attack",
    "speaker_name": "Mediazona",
    "target": ["recruitment_office"],
    "method": "arson",
    "quantity": (113, "attack"),
    "period": "2022-02-24..2023-07-26",
    "place": "Russia",
}


def offices(**fields: Any) -> dict[str, Any]:
    return says(**{**OFFICES, **fields})


def apart(*claims: dict[str, Any], **fields: Any) -> Relation | None:
    """Assert that two reports are two claims; return how they are related."""
    one, other = claims
    return the_relation(report("a", one, **fields), report("b", other, **fields))


def test_1_the_same_count_in_another_unit() -> None:
    found = apart(offices(quantity=(220, "attack")), offices(quantity=(220, "person")))
    assert found is not None
    assert (found.type, found.field) == (RelationType.DISTORTS, "unit")


def test_2_the_same_count_for_another_period() -> None:
    found = apart(offices(), offices(period="2023-07-26..2024-01-28"), published="2024-01-28")
    assert found is not None
    assert (found.type, found.field) == (RelationType.DISTORTS, "period")
    assert {found.from_value, found.to_value} == {"2022-02-24..2023-07-26", "2023-07-26..2024-01-28"}
    assert not found.decided


def test_3_the_same_count_by_another_speaker() -> None:
    found = apart(says(), says(speaker_name="Roman Mrochko"))
    assert found is not None
    assert found.type is RelationType.CORROBORATES


def test_4_a_toll_that_rises_and_tolls_of_two_cities() -> None:
    found = the_relation(
        report("a", says()), report("b", says(quantity=(5, "killed")), published="2024-03-13")
    )
    assert found is not None
    assert (found.type, found.source, found.to) == (RelationType.REVISES, "b#0", "a#0")
    assert (
        apart(says(), says(speaker_name="Oleh Syniehubov", place="Kharkiv", quantity=(5, "killed"))) is None
    )


def test_5_city_oblast_and_nation() -> None:
    city, oblast, nation = (
        says(place=place, speaker_name="Ihor Klymenko", quantity=(number, "killed"))
        for place, number in (("Kherson", 3), ("Kherson Oblast", 7), ("Ukraine", 20))
    )
    resolution = resolved(report("a", city, oblast, nation))
    assert len(resolution.claims) == 3
    assert {found.type for found in resolution.relations} == {RelationType.PART_OF}
    same = resolved(
        report("a", says(place="Kherson", quantity=(20, "killed"))),
        report("b", says(place="Ukraine", quantity=(20, "killed"))),
    )
    assert len(same.claims) == 2


def test_6_claimed_confirmed_and_denied() -> None:
    hit: dict[str, Any] = {"kind": "attack", "quantity": None, "target": ["oil"], "method": "drone"}
    claimed = says(**hit, speaker_name="Ukrainian General Staff")
    confirmed, denied = (
        says(**hit, speaker_name="Oleksandr Prokudin"),
        says(**hit, speaker_name="Vladimir Saldo", polarity="denied"),
    )
    resolution = resolved(report("a", claimed), report("b", confirmed), report("c", denied))
    assert len(resolution.claims) == 3
    kinds = {frozenset((r.source, r.to)): r.type for r in resolution.relations}
    assert kinds[frozenset(("a#0", "b#0"))] is RelationType.CORROBORATES
    assert kinds[frozenset(("a#0", "c#0"))] is RelationType.DENIES


def test_7_planned_and_done() -> None:
    draft: dict[str, Any] = {
        "kind": "recruitment", "speaker_name": "Vladimir Putin", "target": ["conscripts"], "method": None,
        "quantity": (120_000, "person"), "period": "2022-09-01..2022-11-30", "place": None,
    }  # fmt: skip
    found = apart(says(**draft, actuality="planned"), says(**draft, actuality="done"))
    assert found is not None
    assert (found.type, found.source) == (RelationType.DERIVES_FROM, "b#0")


def test_8_a_quote_inside_a_quote_belongs_to_the_innermost_speaker() -> None:
    quoted, own = (
        offices(via=["UK Defence Intelligence"]),
        offices(speaker_name="UK Defence Intelligence", quantity=(107, "attack")),
    )
    resolution = resolved(report("a", quoted, own))
    assert {claim.root_name for claim in resolution.claims} == {"Mediazona", "UK Defence Intelligence"}


def test_9_forty_outlets_of_one_wire_are_one_voice() -> None:
    reports = [report(f"r{n:02}", says(via=["Ukrinform"])) for n in range(40)]
    resolution = resolved(*reports)
    (claim,) = resolution.claims
    assert len(claim.outlets) == 40
    assert len(voices(resolution.claims, resolution.relations)[claim.id]) == 1


def test_10_a_circle_of_citations_is_cut_at_its_earliest_dated_hop() -> None:
    first = report("m1", says(speaker_name=None), outlet="Meduza", published="2024-03-12")
    second = report("s1", says(speaker_name="Meduza"), outlet="Sota", published="2024-03-13")
    third = report("m2", says(speaker_name="Sota"), outlet="Meduza", published="2024-03-14")
    resolution = resolved(first, second, third)
    (claim,) = resolution.claims
    assert claim.root == "meduza"
    assert len(voices(resolution.claims, resolution.relations)[claim.id]) == 1


def test_11_a_total_and_the_day_s_share_of_it_are_two_series() -> None:
    total = says(
        kind="interception", quantity=(9000, "drone"), period="2022-02-24..2024-03-12", place="Ukraine"
    )
    daily = says(kind="interception", quantity=(20, "drone"), place="Ukraine")
    resolution = resolved(report("a", total, daily))
    assert len(resolution.series) == 2
    assert [found.type for found in resolution.relations] == [RelationType.PART_OF]


def test_12_an_edit_that_drops_the_number_closes_a_mention_and_no_claim() -> None:
    first = report("v1", says(), outlet="a.example")
    edited = report("v2", says(kind="attack", quantity=None), outlet="a.example", published="2024-03-13")
    assert parts(resolved(first, edited)) == [["v1#0"], ["v2#0"]]


def test_13_since_the_start_of_the_invasion_said_on_two_days() -> None:
    january = report("a", offices(period="2022-02-24..2024-01-28"), published="2024-01-28")
    february = report("b", offices(period="2022-02-24..2024-02-12"), published="2024-02-12")
    next_day = report("c", offices(period="2022-02-24..2024-01-29"), published="2024-01-29")
    assert parts(resolved(january, february, next_day)) == [["a#0"], ["b#0"], ["c#0"]]


def test_14_a_background_paragraph_goes_to_the_old_claim_and_makes_no_new_one() -> None:
    again = report("b", says(background=True), published="2024-06-01")
    assert len(one_claim(report("a"), again).appearances) == 2
    nameless = report("c", says(background=True, speaker_name=None), published="2024-06-01")
    found = the_relation(report("a"), nameless)
    assert found is not None
    assert (found.type, found.source, found.to) == (RelationType.REPEATS, "c#0", "a#0")


def test_15_a_headline_stronger_than_its_body_is_a_mention_of_its_own() -> None:
    exact = offices(quantity=(147, "attack"))
    headline, body = offices(quantity=(150, "attack", "about"), speaker_name=None), exact
    found = the_relation(report("a", headline, body, published="2023-07-27"))
    assert found is not None
    assert (found.type, found.field, found.source) == (RelationType.DISTORTS, "quantity", "a#0")
    unhedged, hedged = offices(certainty=None), offices(certainty="likely")
    assert parts(resolved(report("a", unhedged, hedged))) == [["a#0", "a#1"]]


def test_16_one_target_hit_twice_is_two_events() -> None:
    depot: dict[str, Any] = {"kind": "attack", "quantity": None, "target": ["oil"], "method": "drone"}
    assert len(resolved(report("a", says(**depot), says(**depot))).claims) == 2
    assert apart(says(**depot), says(**depot, period="2024-03-13")) is None
    morning, evening = says(**depot, quote="hit at 6:10"), says(**depot, quote="hit at 21:40")
    assert apart(morning, evening) is None


PLACES = (None, "Kherson", "Kherson Oblast", "Nikopol", "Ukraine")
PERIODS = (
    "2022-02-24..2024-03-05",
    None,
    "2024-03-11",
    "2024-03-12",
    "2022-02-24..2024-03-12",
    "2022-02-24..2024-03-13",
    "2024-03-01..2024-03-12",
)
CLAIMS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["casualties", "attack", "recruitment"]),
        "speaker_name": st.sampled_from([None, "Oleksandr Prokudin", "Roman Mrochko", "local media"]),
        "quantity": st.sampled_from(
            [
                None,
                (3, "killed"),
                (3, "wounded"),
                (43, "wounded"),
                (43, "killed"),
                (220, "attack"),
                (220, "person"),
            ]
        ),
        "period": st.sampled_from(PERIODS),
        "place": st.sampled_from(PLACES),
        "target": st.sampled_from([[], ["civilians"], ["oil"], ["oil", "port"]]),
        "method": st.sampled_from([None, "drone", "arson"]),
        "polarity": st.sampled_from(["affirmed", "denied"]),
        "actuality": st.sampled_from(["done", "ongoing", "planned", "promised"]),
        "background": st.booleans(),
        "quote": st.sampled_from(["hit", "hit at 6:10", "hit at 21:40"]),
    }
)
REPORTS = st.lists(
    st.tuples(
        st.lists(CLAIMS, min_size=1, max_size=3), st.sampled_from(["2024-03-12", "2024-03-13", "2024-06-01"])
    ),
    max_size=8,
)


def kept_apart(a: Appearance, b: Appearance) -> bool:
    """Tell whether one of the rules forbids that two mentions are one claim."""
    return (
        a.kind is not b.kind
        or figure(a.quantity) != figure(b.quantity)
        or (a.root is not None and b.root is not None and a.root != b.root)
        or a.polarity is not b.polarity
        or reality(a.actuality) != reality(b.actuality)
        or differ_in_time(a, b)
        or (a.clock is not None and b.clock is not None and a.clock != b.clock)
        or {spot.name for spot in (*a.places, *b.places)}
        in ({"Kherson", "Nikopol"}, {"Kherson Oblast", "Nikopol"})
        or (
            len(a.places) == len(b.places) == 1
            and ("UA" in {s.id for s in a.places}) != ("UA" in {s.id for s in b.places})
        )
        or (bool(a.target and b.target) and a.target.isdisjoint(b.target) and not telling_of_people(a, b))
        or {a.method, b.method} == {"drone", "arson"}
        or (a.document == b.document and a.quantity is None)
    )


def telling_of_people(a: Appearance, b: Appearance) -> bool:
    """Tell whether two mentions give one speaker's figure for people, whose target is who or where."""
    return a.kind in ("casualties", "recruitment") and None not in (a.root, b.root) and not is_common(a)


def differ_in_time(a: Appearance, b: Appearance) -> bool:
    """Tell whether two periods begin or end on other days; the day of publication is no end that is said."""
    if a.dates is None or b.dates is None:
        return False
    assumed = any(m.dates and m.dates.end == m.published and m.dates.days != 1 for m in (a, b))
    both_assumed = all(m.dates and m.dates.end == m.published for m in (a, b))
    ends_differ = a.dates.end != b.dates.end and (both_assumed or not assumed)
    return a.dates.start != b.dates.start or ends_differ


@settings(max_examples=300, deadline=None)
@given(REPORTS)
def test_no_rule_is_ever_broken(reports: list[tuple[list[dict[str, Any]], str]]) -> None:
    mentions = [
        mention
        for n, (claims, published) in enumerate(reports)
        for mention in report(f"d{n}", *(says(**claim) for claim in claims), published=published)
    ]
    given_as = {mention.mention: mention for mention in mentions}
    resolution = resolve(mentions)
    told = [a.mention for claim in resolution.claims for a in claim.appearances]
    assert sorted(told) == sorted(given_as)
    for claim in resolution.claims:
        for a, b in combinations([given_as[a.mention] for a in claim.appearances], 2):
            assert not kept_apart(a, b), (a, b)
