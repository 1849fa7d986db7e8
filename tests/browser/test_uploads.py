"""Choosing files in a real browser: with progress, through a lost connection, and without a script."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Cast, Opened
from tests.uploads.pictures import jpeg, located, mp4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files on somebody's device."""
    (tmp_path / "lid.jpg").write_bytes(located(seed=201))
    (tmp_path / "box.jpg").write_bytes(jpeg(seed=202))
    (tmp_path / "film.mp4").write_bytes(mp4())
    (tmp_path / "page.html").write_bytes(b"<html><script>alert(1)</script></html>")
    return tmp_path


def exhibits(market: Cast, order: str) -> list[str]:
    """The kinds of what Alice has added."""
    found = market.engine.order(order)
    assert found is not None
    return [each.kind for each in found.disputes[0].exhibits[1:]]


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_files_are_sent_described_and_added(
    open_as: Opened, market: Cast, folder: Path, size: str
) -> None:
    order = market.disputed()
    page = open_as("alice", f"/orders/{order}/disputes/1/", size=size)
    page.locator("details.adding > summary").click()
    page.set_input_files("input[name=files]", [folder / "lid.jpg", folder / "film.mp4"])
    expect(page.locator("[data-pending]")).to_have_count(0)
    expect(page.locator("input[name=upload]")).to_have_count(2)
    page.locator('input[name^="note."]').first.fill("The crack in the lid")
    page.set_input_files("input[name=files]", folder / "box.jpg")
    expect(page.locator("input[name=upload]")).to_have_count(3)
    page.get_by_role("button", name="Remove: box.jpg").click()
    expect(page.locator("input[name=upload]")).to_have_count(2)
    page.get_by_role("button", name="Add to the dispute").click()
    expect(page.get_by_text("The crack in the lid")).to_be_visible()
    assert sorted(exhibits(market, order)) == ["photo", "video"]


def test_a_lost_connection_is_waited_for_and_nothing_is_doubled(
    open_as: Opened, market: Cast, folder: Path
) -> None:
    order = market.disputed()
    page = open_as("alice", f"/orders/{order}/disputes/1/")
    page.locator("details.adding > summary").click()
    page.context.set_offline(True)
    page.set_input_files("input[name=files]", folder / "lid.jpg")
    expect(page.get_by_text("The connection is gone; trying again")).to_be_visible()
    # Pressed while it is still under way: it waits for the file.
    page.get_by_role("button", name="Add to the dispute").click()
    page.context.set_offline(False)
    expect(page.get_by_text("exhibit 2", exact=False).first).to_be_visible(timeout=30_000)
    assert exhibits(market, order) == ["photo"]


def test_without_a_script_the_same_form_sends_them_all(
    open_as: Opened, market: Cast, folder: Path
) -> None:
    order = market.disputed()
    page = open_as("alice", f"/orders/{order}/disputes/1/", javascript=False)
    page.locator("details.adding > summary").click()
    expect(page.get_by_text("Pictures up to 30 MB")).to_be_visible()
    page.set_input_files(
        "input[name=files]", [folder / "lid.jpg", folder / "box.jpg", folder / "page.html"]
    )
    page.select_option('select[name="files.kind"]', "packaging_photo")
    page.get_by_role("button", name="Add to the dispute").click()
    expect(page.get_by_text("Files of this kind are not taken.")).to_be_visible()
    assert exhibits(market, order) == ["packaging_photo", "packaging_photo"]
