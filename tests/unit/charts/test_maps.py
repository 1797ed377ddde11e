"""The timeline, the relay map and the claim map."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.archive import Claim
from sitegen.model.whole import ClaimAccount, ClaimRelation
from sitegen.site.charts.claim_map import render_claim_map
from sitegen.site.charts.relay_map import EDGES_MOST, Edge, order_nodes, render_relay_map
from sitegen.site.charts.timeline import Event, Lane, render_timeline
from sitegen.words.words import words_for
from tests.unit.charts.drawing import check_drawing

nodes = st.sampled_from("abcdefgh")
one_edge = st.builds(Edge, nodes, nodes, st.integers(1, 99))
edges = st.lists(one_edge, max_size=40, unique_by=lambda edge: (edge.source, edge.relay))
one_event = st.builds(Event, st.integers(730_000, 740_000), st.just("A & B"), st.just("d.html"))
events = st.lists(one_event, max_size=80)


def relay_map(given_edges: list[Edge], language: str = "en") -> str:
    return render_relay_map(
        given_edges,
        words_for(language),
        name=str.upper,
        href=lambda id_: f"{id_}.html",
        title="Map",
        prefix="map",
    )


@given(edges, st.sampled_from(["en", "ar"]))
def test_relay_map_draws_each_frequent_edge_once(given_edges: list[Edge], language: str) -> None:
    html = relay_map(given_edges, language)
    tree = check_drawing(html)
    count = min(sum(edge.source != edge.relay for edge in given_edges), EDGES_MOST)
    assert html.count('class="chart-arc"') + html.count("chart-arc-back") == count
    assert html.count("chart-arrowhead") == count
    assert bool(tree.findall(".//li")) == bool(count)


def test_relay_map_leads_downwards_from_origins_to_outlets() -> None:
    chain = [Edge("ministry", "agency", 2), Edge("refugees", "ministry", 1), Edge("agency", "paper", 9)]
    assert order_nodes(chain) == [("refugees", 0), ("ministry", 1), ("agency", 1), ("paper", 2)]
    assert "chart-arc-back" not in relay_map(chain)


def test_relay_map_shows_a_circle_as_what_it_is() -> None:
    html = relay_map([Edge("a", "b", 2), Edge("b", "a", 1)])
    assert html.count("chart-arc-back") == 1


def test_relay_map_is_bounded_and_says_so() -> None:
    many = [Edge(f"s{i}", f"r{i % 5}", i + 1) for i in range(100)]
    assert "The 24 most frequent of 100 links" in relay_map(many)


def timeline(lanes: list[Lane], language: str = "en") -> str:
    return render_timeline(lanes, words_for(language), title="Timeline", prefix="time")


@given(st.lists(events, max_size=3), st.sampled_from(["en", "ar"]))
def test_timeline_draws_each_event_or_counts_it(lanes: list[list[Event]], language: str) -> None:
    tree = check_drawing(timeline([Lane(f"Lane {i}", tuple(lane)) for i, lane in enumerate(lanes)], language))
    dots = len(tree.findall(".//a"))
    counted = sum(int(e.text or "") for e in tree.findall(".//rect/title"))
    assert dots + counted == sum(len(lane) for lane in lanes)


def test_timeline_of_one_day() -> None:
    tree = check_drawing(timeline([Lane("Documents", (Event(736000, "A", "a.html"),))]))
    assert [a.attrib["href"] for a in tree.findall(".//a")] == ["a.html"]


def test_timeline_of_too_much_for_dots() -> None:
    html = timeline([Lane("Documents", tuple(Event(736000, "A", "a") for _ in range(5000)))])
    assert "the highest bar: 5,000" in html
    assert len(html) < 3000


def test_timeline_says_what_it_leaves_out() -> None:
    events_ = (Event(736000, "A", "a"), Event(736030, "B", "b"), Event(740000, "C", "c"))
    html = timeline([Lane("Documents", events_, is_square=True)])
    assert "The time between March 2016 and January 2027, of which nothing is dated, is left out." in html
    assert html.count("chart-square") == 3
    check_drawing(html)


def claim_map(kinds: list[ClaimRelation], language: str = "en") -> str:
    relations = tuple((kind, Claim(f"c{i}", f"Claim <{i}>.")) for i, kind in enumerate(kinds))
    account = ClaimAccount(Claim("c", "The claim."), (), relations, (), ())
    return render_claim_map(
        account, words_for(language), href=lambda claim: f"{claim.id}.html", title="Relations", prefix="map"
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_claim_map(language: str) -> None:
    kinds: list[ClaimRelation] = [
        "contradicts",
        "contrary_to",
        "supports",
        "supported_by",
        "undercuts",
        "undercut_by",
        "repeats",
        "repeated_by",
        "revises",
        "revised_by",
    ]
    tree = check_drawing(claim_map(kinds, language))
    assert [a.attrib["href"] for a in tree.findall(".//a")] == [f"c{i}.html" for i in range(len(kinds))]
    looks = {
        " ".join([item.attrib["class"], *(str(path.attrib) for path in item.iter("path"))])
        for item in tree.findall(".//li")
    }
    assert len(looks) == 7  # two kinds against; both that repeat and both that revise are drawn alike


def test_claim_map_is_for_more_than_one_relation() -> None:
    assert claim_map(["supports"]) == ""
    assert "2 more relations" in claim_map(["supports"] * 26)
