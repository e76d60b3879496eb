"""Conversations survive a reload, are found, renamed, deleted and brought back; a link opens one elsewhere."""

import re

from playwright.sync_api import expect

from tests.browser.steps import ask, box, citation, marked, violations


def test_a_reload_and_a_link_bring_the_conversation_back(fake, open_page):
    page = open_page(fake)
    ask(page, "what did they say of ferries?")
    ask(page, "and on rail cars?")
    expect(page).to_have_url(re.compile("conversation="))
    page.reload()
    expect(page.locator("[data-status]")).to_have_count(2)
    citation(page).click()
    before = marked(page)
    other = open_page(page.url)
    expect(other.locator("[data-status]")).to_have_count(2)
    assert marked(other) == before
    ask(other, "what about hostile things?")
    expect(other.locator("[data-status]")).to_have_count(3)


def test_list_open_rename_delete_undo(fake, open_page):
    page = open_page(fake)
    ask(page, "a question about <b>zebras</b>?")
    page.get_by_role("button", name="Useful").click()
    expect(page.get_by_text("You found this useful")).to_be_visible()
    page.get_by_role("button", name="Take back").click()
    page.get_by_role("button", name="Not right …").click()
    page.get_by_role("button", name="wrong source").click()
    expect(page.get_by_text("You noted: wrong source")).to_be_visible()
    page.get_by_role("button", name="New conversation").click()
    expect(page.get_by_text("You noted: wrong source")).to_have_count(0)
    page.get_by_role("link", name="Conversations").click()
    page.get_by_label("Search in questions and answers").fill("zebras")
    page.keyboard.press("Enter")
    table = page.get_by_role("table", name="Conversations")
    expect(table.get_by_role("row")).to_have_count(2)
    assert violations(page) == []
    table.get_by_role("button", name=re.compile("^Rename")).click()
    page.get_by_label("Name of the conversation").fill("Striped *animals* zebras")
    page.get_by_role("button", name="Rename", exact=True).click()
    expect(table.get_by_text("Striped *animals* zebras", exact=True)).to_be_visible()
    table.get_by_role("button", name=re.compile("^Delete")).click()
    expect(page.get_by_text("No conversation holds these words.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    table.get_by_role("button", name="Striped *animals* zebras", exact=True).click()
    expect(page.locator("[data-status]")).to_have_count(1)
    box(page)
    expect(page.get_by_text("You noted: wrong source")).to_be_visible()
