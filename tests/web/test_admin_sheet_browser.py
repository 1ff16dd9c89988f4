"""The sheet in a real browser: by keys, by paste, by mouse or finger, without scripts."""

from typing import Any

import pytest

from catalog.domain.description import Container, Date
from catalog.models import Record
from catalog.records.sheet import rows_below
from tests.database.records import collection, item, published
from tests.web.desk import address, archivist, described
from tests.web.test_admin_browser import Open
from tests.web.test_admin_browser import browser as browser
from tests.web.test_admin_browser import opened as opened
from tests.web.test_admin_browser import plain_static_files as plain_static_files
from tests.web.test_admin_browser import rows_beside_a_browser as rows_beside_a_browser

pytestmark = [pytest.mark.chromium, pytest.mark.django_db(transaction=True)]
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
}"""


def folder() -> tuple[Record, list[Record]]:
    shelf = published(collection())
    return shelf, [item(f"Letter {number}", parent=shelf) for number in (1, 2, 3)]


def cell(page: Any, row: int, column: str) -> Any:
    return page.locator("tbody tr").nth(row).locator(f".{column} input")


def test_a_sheet_is_filled_by_keys_and_by_paste(opened: Open) -> None:
    shelf, rows = folder()
    page = opened(archivist())
    page.goto(address("sheet", shelf.pk))
    cell(page, 0, "date").focus()
    page.keyboard.type("28 August 1952")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == f"cell-{rows[1].pk}-date"
    page.wait_for_selector(".changed .said:has-text('28 August 1952')")
    page.keyboard.type("soon")
    page.wait_for_selector(".wrong .said:has-text('no date')")
    page.keyboard.press("Escape")
    assert cell(page, 1, "date").input_value() == ""
    cell(page, 0, "folder").focus()
    page.keyboard.type("4-6")
    page.keyboard.press("Control+d")
    assert [cell(page, row, "folder").input_value() for row in range(3)] == ["4", "5", "6"]
    cell(page, 2, "title").focus()
    page.evaluate(PASTE, "A third\t1953\t7\nA fourth\t1954\t8\n")
    assert cell(page, 3, "title").input_value() == "A fourth"
    page.click("#take-back")
    assert cell(page, 2, "title").input_value() == "Letter 3"
    cell(page, 2, "title").focus()
    page.keyboard.press("Alt+ArrowUp")
    page.click("text=Save the sheet")
    page.wait_for_selector(".saved:has-text('3 rows saved')")
    assert described(rows[0].pk).of(Date)[0].edtf == "1952-08-28"
    assert [described(one.pk).of(Container)[0].number for one in rows] == ["4", "5", "6"]
    assert [one.pk for one in rows_below(shelf.pk, 30)] == [rows[0].pk, rows[2].pk, rows[1].pk]


def drag(page: Any, row: int, to: int, part: float) -> None:
    """By the mouse, from the grip of one row to a part of the height of another."""
    grip, goal = (page.locator("tbody tr").nth(one).locator(".grip").bounding_box() for one in (row, to))
    line = page.locator("tbody tr").nth(to).bounding_box()
    page.mouse.move(grip["x"] + 4, grip["y"] + 8)
    page.mouse.down()
    page.mouse.move(goal["x"] + 4, line["y"] + line["height"] * part, steps=5)


def titles(page: Any) -> list[str]:
    return [cell(page, row, "title").input_value()[-1] for row in range(3)]


def test_a_row_is_dragged_by_the_mouse(opened: Open) -> None:
    shelf, rows = folder()
    page = opened(archivist())
    page.goto(address("sheet", shelf.pk))
    drag(page, 0, 2, 0.8)
    assert page.locator(".lands-after").count() == 1
    page.mouse.up()
    assert titles(page) == ["2", "3", "1"]
    assert "not saved" in page.locator("#sheet-state").inner_text()
    drag(page, 2, 0, 0.8)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert titles(page) == ["2", "3", "1"]
    drag(page, 2, 1, 0.2)
    page.mouse.up()
    page.click("text=Save the sheet")
    page.wait_for_selector(".saved")
    assert [one.pk for one in rows_below(shelf.pk, 30)] == [rows[1].pk, rows[0].pk, rows[2].pk]


def test_a_row_is_dragged_by_a_finger(opened: Open) -> None:
    """Sent as a phone sends it: a browser takes a finger to mean what answers to being pressed nearby."""
    shelf, _rows = folder()
    page = opened(archivist(), viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(address("sheet", shelf.pk))
    grip, line = page.locator(".grip").first.bounding_box(), page.locator("tbody tr").nth(2).bounding_box()
    assert grip is not None
    assert line is not None
    across = grip["x"] + grip["width"] / 2
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *heights: float) -> None:
        points = [{"x": across, "y": height} for height in heights]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", grip["y"] + grip["height"] / 2)
    for part in (0.1, 0.5, 0.8):
        touch("touchMove", line["y"] + line["height"] * part)
    touch("touchEnd")
    page.wait_for_selector("#sheet-state:has-text('not saved')")
    assert titles(page) == ["2", "3", "1"]


def test_a_sheet_works_without_scripts(opened: Open) -> None:
    shelf, rows = folder()
    page = opened(archivist(), java_script_enabled=False)
    page.goto(address("sheet", shelf.pk))
    page.locator("#filling summary").click()
    page.fill("[name=table]", "Box 6\tfirst\n1953\tsecond")
    page.select_option("[name=column]", "title")
    page.click("text=Show where it lands")
    assert cell(page, 0, "title").input_value() == "Box 6"
    cell(page, 0, "date").fill("1952")
    cell(page, 1, "date").fill("")
    page.click("text=Save the sheet")
    assert "rows saved" in page.locator(".saved").inner_text()
    assert Record.objects.get(pk=rows[0].pk).title == "Box 6"
