"""What holds on every kind of page, at every width and in both schemes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.page_kinds import PAGE_KINDS
from tests.browser.visit import Visit, find_nameless, find_violations

WIDTHS = (320, 768, 1280)
KINDS = pytest.mark.parametrize("kind", PAGE_KINDS)
# What reaches past the right edge, without what scrolls inside a box of its own.
OVERFLOW = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
    .map(e => e.tagName + '.' + (e.getAttribute('class') || ''))
    .slice(0, 5).concat(root.scrollWidth + ' > ' + root.clientWidth);
}"""
# What a thumb can miss (WCAG 2.2, 2.5.8): a line of a link or a button below 24 pixels, round whose middle
# a circle of that size meets another target. Links in the midst of running text are as high as their text;
# axe passes over many more.
MISSED = """() => {
  const size = 24, slack = 0.5, radius = size / 2 - slack;
  const prose = '.text, .prose, .note, .definition, .standfirst';
  const isSmall = box => box.width < size - slack || box.height < size - slack;
  const middle = box => [box.left + box.width / 2, box.top + box.height / 2];
  const meets = (box, other) => {
    const [x, y] = middle(box), [otherX, otherY] = middle(other);
    const across = Math.max(other.left - x, 0, x - other.right);
    const down = Math.max(other.top - y, 0, y - other.bottom);
    return Math.hypot(across, down) < radius
      || (isSmall(other) && Math.hypot(otherX - x, otherY - y) < 2 * radius);
  };
  const targets = [...document.querySelectorAll('a[href], button, input, select, summary')]
    .filter(each => each.checkVisibility({ visibilityProperty: true }))
    .filter(each => !each.matches('.skip, .unseen, svg *'))
    .map(each => ({ whole: each.closest('label') || each, isProse: Boolean(each.closest(prose)) }))
    .map(target => ({ ...target, boxes: [...target.whole.getClientRects()].filter(box => box.width > 1) }));
  const name = ({ whole }) =>
    [whole.parentElement.className, whole.className, whole.textContent.slice(0, 30)].join(' > ');
  const found = [];
  for (const target of targets) for (const box of target.isProse ? [] : target.boxes.filter(isSmall)) {
    const others = targets.filter(other => other.whole !== target.whole);
    const close = others.filter(other => other.boxes.some(one => meets(box, one)));
    for (const other of close) found.push(`${box.width} x ${box.height}: ${name(target)} | ${name(other)}`);
  }
  return found;
}"""


@KINDS
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_is_accessible_at_every_width(
    visit: Callable[..., Visit], site_address: str, kind: str, scheme: str
) -> None:
    visitor = visit(scheme=scheme)
    visitor.page.goto(site_address + PAGE_KINDS[kind])
    found = []
    for width in WIDTHS:
        visitor.page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width} px: {line}" for line in find_violations(visitor.page)]
    assert not found, "\n".join(found)


@KINDS
@pytest.mark.parametrize("scripts", [True, False])
def test_no_target_is_missed_on_a_phone(
    visit: Callable[..., Visit], site_address: str, kind: str, *, scripts: bool
) -> None:
    page = visit(width=320, scripts=scripts).page
    page.goto(site_address + PAGE_KINDS[kind])
    found = {320: page.evaluate(MISSED)}
    page.set_viewport_size({"width": 390, "height": 900})
    found[390] = page.evaluate(MISSED)
    assert found == {320: [], 390: []}


@KINDS
@pytest.mark.parametrize("scripts", [True, False])
def test_nothing_scrolls_sideways_on_a_small_phone(
    visit: Callable[..., Visit], site_address: str, kind: str, *, scripts: bool
) -> None:
    page = visit(width=320, scripts=scripts).page
    page.goto(site_address + PAGE_KINDS[kind])
    assert page.evaluate(OVERFLOW) == []


@KINDS
def test_page_complains_of_nothing_and_asks_no_other_host(
    visit: Callable[..., Visit], site_address: str, kind: str
) -> None:
    visitor = visit()
    visitor.page.goto(site_address + PAGE_KINDS[kind], wait_until="networkidle")
    assert not visitor.complaints, "\n".join(visitor.complaints)
    assert [url for url in visitor.requests if not url.startswith(site_address)] == []


@KINDS
def test_all_that_is_used_on_a_page_has_a_name(
    visit: Callable[..., Visit], site_address: str, kind: str
) -> None:
    page = visit().page
    page.goto(site_address + PAGE_KINDS[kind])
    assert find_nameless(page) == []


@KINDS
def test_page_has_one_heading_one_main_and_a_skip_link(
    visit: Callable[..., Visit], site_address: str, kind: str
) -> None:
    page = visit().page
    page.goto(site_address + PAGE_KINDS[kind])
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    page.keyboard.press("Tab")
    target = page.evaluate("() => document.activeElement.getAttribute('href')")
    assert target is not None
    assert target.startswith("#")
    assert page.locator(target).count() == 1
