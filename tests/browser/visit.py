"""One browser window, and everything that it complained about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, cast

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

# After loading, a document's script marks the rows that are far away, and the browser draws once more: axe
# looks at boxes one after the other, and would see some as they were and some as they are.
SETTLED = """() => new Promise(done => {
  const later = (next) => requestAnimationFrame(() => setTimeout(next));
  later(() => later(done));
})"""
# What a reader acts on, by the names that the browser has for them.
USED = (
    *("link", "button", "checkbox", "radio", "switch", "tab", "menuitem", "option", "DisclosureTriangle"),
    *("textbox", "searchbox", "combobox", "listbox", "spinbutton", "slider", "ComboBoxSelect"),
)
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@dataclass  # Playwright writes on the objects whose methods it calls
class Visit:
    page: Page
    complaints: list[str] = field(default_factory=list)  # errors and warnings of console, scripts and network
    requests: list[str] = field(default_factory=list)  # every address asked for

    def hear_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.type}: {message.text}")

    def hear_error(self, error: object) -> None:
        self.complaints.append(f"{self.page.url}: {error}")

    def hear_request(self, request: Request) -> None:
        if not request.url.startswith("data:"):
            self.requests.append(request.url)


def open_visit(browser: Browser, *, width: int, height: int, scheme: str, scripts: bool) -> Visit:
    """Open a page of that size in a context of its own, in the `light` or `dark` scheme."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=cast("Literal['light', 'dark']", scheme),
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    visit = Visit(context.new_page())
    visit.page.on("console", visit.hear_console)
    visit.page.on("pageerror", visit.hear_error)
    visit.page.on("requestfailed", lambda request: visit.hear_error(f"failed: {request.url}"))
    visit.page.on("request", visit.hear_request)
    return visit


def find_nameless(page: Page) -> list[str]:
    """Return each link, button and field that the browser gives assistive software no name for."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    nameless = [
        session.send("DOM.describeNode", {"backendNodeId": node["backendDOMNodeId"]})["node"]
        for node in nodes
        if not node["ignored"]
        and node["role"]["value"] in USED
        and not node.get("name", {}).get("value", "").strip()
    ]
    session.detach()
    return [f"{page.url}: {node['localName']} {' '.join(node['attributes'])}" for node in nameless]


def find_violations(page: Page) -> list[str]:
    """Return what axe finds wrong with the page as it now stands: a line for each rule and element."""
    page.evaluate(SETTLED)
    results = Axe().run(page, options={"runOnly": list(AXE_TAGS), "resultTypes": ["violations"]})
    violations: list[dict[str, Any]] = results.response["violations"]
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split())}"
        for violation in violations
        for node in violation["nodes"]
    ]
