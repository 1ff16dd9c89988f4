"""A reader in a real browser: with and without JavaScript, on a desk and on a phone, by day and by night."""

import re
import time
from typing import Any, Literal

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.end_to_end.running_site import DESK, PHONE, SMALL, Site

pytestmark = pytest.mark.chromium
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, str]:
    """The pages to look at, by a short name.

    The index is filled by a worker, so the first search is asked until it is.
    """
    address = site.address
    until = time.monotonic() + 60
    while "5 records" not in (found := httpx.get(f"{address}/search/?q=Port+Arthur", timeout=20).text):
        assert time.monotonic() < until, "five records are found"
        time.sleep(0.3)
    titled = dict(re.findall(r'<h2><a href="(/records/\w+/)">(.*?)</a></h2>', found, re.DOTALL))
    cable, estimate = (
        next(path for path, title in titled.items() if re.sub("<[^>]+>", "", title).startswith(begin))
        for begin in ("Cable", "Relations")
    )
    home, names = (httpx.get(address + path, timeout=20).text for path in ("/", "/people-and-places/"))
    collection = re.search(r'href="(/records/\w+/)">Victor Hoo Collection', home)
    place = re.search(r'href="(/people-and-places/\w+/)">Lüshunkou', names)
    assert collection
    assert place
    return {
        "home": f"{address}/",
        "results": f"{address}/search/?q=Port+Arthur",
        "nothing found": f"{address}/search/?q=Timbuktu&form=cable",
        "record": address + cable,
        "estimate": address + estimate,
        "collection": address + collection[1],
        "collections": f"{address}/collections/",
        "authorities": f"{address}/people-and-places/",
        "authority": address + place[1],
        "nowhere": f"{address}/nowhere/",
        "records alike": f"{address}{cable}alike/",
        "values of a facet": f"{address}/search/facet/agent/?q=Port+Arthur",
        "cited": f"{address}/cited/",
        "harvesting": f"{address}/oai",
        "sign in": f"{address}/sign-in/",
    }


def opened(browser: Browser, width: int = DESK, scheme: Scheme = "light", javascript: bool = True) -> Page:
    size: Any = {"width": width, "height": 800}
    return browser.new_context(
        viewport=size, color_scheme=scheme, java_script_enabled=javascript, accept_downloads=True
    ).new_page()


def walk(page: Page, pages: dict[str, str]) -> None:
    """From the first page to the line that a statement was read from."""
    page.goto(pages["home"])
    page.get_by_role("combobox").fill("Port Arthur")
    page.get_by_role("button", name="Search").click()
    page.get_by_text("5 records").wait_for()
    assert page.get_by_text("Also searched for").is_visible()
    page.get_by_role("complementary").get_by_role("link", name="cable", exact=True).click()
    page.get_by_text("1 record", exact=True).wait_for()
    assert "form=cable" in page.url
    page.get_by_role("link", name="Cable, Zhou Enlai to Chairman Mao").click()
    page.get_by_role("heading", level=1, name="Cable, Zhou Enlai to Chairman Mao").wait_for()
    title = page.locator("#area-identity dd", has_text="Cable, Zhou Enlai").first
    quote = title.locator("blockquote")
    assert not quote.is_visible()
    title.locator("summary").click()
    assert quote.is_visible()
    title.get_by_role("link", name="Line 7 of").click()
    assert page.url.endswith("#l7")
    assert page.locator("#l7").is_visible()


def test_a_reader_searches_narrows_opens_and_sees_the_evidence(
    browser: Browser, pages: dict[str, str]
) -> None:
    page = opened(browser)
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    walk(page, pages)
    assert said == []


def test_the_same_without_javascript(browser: Browser, pages: dict[str, str]) -> None:
    walk(opened(browser, javascript=False), pages)


def test_the_same_on_a_phone(browser: Browser, pages: dict[str, str]) -> None:
    walk(opened(browser, PHONE, "dark"), pages)


def test_a_facet_changes_the_page_in_place_and_back_leads_back(
    browser: Browser, pages: dict[str, str]
) -> None:
    page = opened(browser)
    page.goto(pages["results"])
    page.evaluate("window.kept = true")
    page.get_by_role("complementary").get_by_role("link", name="cable", exact=True).click()
    page.get_by_text("1 record", exact=True).wait_for()
    assert page.evaluate("window.kept") is True
    page.go_back()
    page.get_by_text("5 records").wait_for()
    assert "form=" not in page.url


def test_a_year_of_the_drawing_leads_to_its_records(browser: Browser, pages: dict[str, str]) -> None:
    page = opened(browser)
    page.goto(pages["results"])
    page.get_by_role("link", name="1945: 1 record").click()
    page.get_by_text("Year: 1945").wait_for()
    assert page.get_by_role("heading", name="Record of a Meeting").is_visible()


def test_a_drag_over_the_drawing_chooses_its_years(browser: Browser, pages: dict[str, str]) -> None:
    page = opened(browser)
    page.goto(pages["results"])
    drawing = page.locator("svg.years").bounding_box()
    assert drawing is not None
    height = drawing["y"] + drawing["height"] / 2
    page.mouse.move(drawing["x"] + 1, height)
    page.mouse.down()
    page.mouse.move(drawing["x"] + drawing["width"] / 4, height, steps=4)
    assert page.locator("svg.years .band").count() == 1
    page.mouse.up()
    page.wait_for_url("**from=1945**")
    page.wait_for_function("document.querySelector('#count').textContent.startsWith('1 record')")
    assert int(page.input_value("input[name=to]")) < 1952


def test_evidence_opens_from_the_keyboard(browser: Browser, pages: dict[str, str]) -> None:
    page = opened(browser)
    page.goto(pages["record"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    evidence = page.locator("#area-identity details").first
    evidence.locator("summary").focus()
    page.keyboard.press("Enter")
    assert evidence.locator("blockquote").is_visible()


def test_a_file_is_downloaded_under_its_name(browser: Browser, pages: dict[str, str]) -> None:
    page = opened(browser)
    page.goto(pages["record"])
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "003_7c852c27abd1f4aa.txt"


PAGES = (
    "home",
    "results",
    "nothing found",
    "record",
    "estimate",
    "collection",
    "collections",
    "authorities",
    "authority",
    "nowhere",
    "records alike",
    "values of a facet",
    "cited",
    "harvesting",
    "sign in",
)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_read_by_everyone_and_fits_the_smallest_phone(
    name: str, browser: Browser, pages: dict[str, str]
) -> None:
    looks: tuple[tuple[int, Scheme], ...] = ((DESK, "light"), (PHONE, "dark"))
    found = []
    for width, scheme in looks:
        page = opened(browser, width, scheme)
        page.goto(pages[name])
        for evidence in page.locator("summary").all()[:3]:
            evidence.click()
        violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        found += [
            f"{width} {scheme}: {one['id']}: {one['nodes'][0]['html'][:200]}"
            for one in violations
            if one["impact"] in ("serious", "critical", "moderate")
        ]
        if width == PHONE:
            page.set_viewport_size({"width": SMALL, "height": 800})
            page.reload()
            assert page.evaluate("document.documentElement.scrollWidth") <= SMALL
        page.context.close()
    assert found == []
