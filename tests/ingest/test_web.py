"""Web sources are followed like folders: what is new, changed or gone, each page once, whatever leads to it."""

from datetime import timedelta

import pytest

from ingest.refresh import forget
from ingest.sources import fetch, web
from rag.record.library import Library
from tests.ingest.site import Site, page
from tests.ingest.transcripts import Desk, counts, transcript


@pytest.fixture
def site():
    with Site() as site:
        for number in range(3):
            site.put(f"/briefings/{number}", page(number))
        yield site


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr(fetch, "DELAY_S", 0.0)
    desk = Desk(tmp_path, 0)
    desk.settings = type(desk.settings)(data=desk.settings.data, allow_private=True)
    return desk


def kind(desk):
    with Library.open(desk.settings.data) as library:
        return [(source["kind"], source["briefings"]) for source in library.sources()]


def feed(site, *numbers):
    items = "".join(f"<item><title>Briefing {number}</title><link>{site.url}/briefings/{number}</link></item>" for number in numbers)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


def test_a_page_is_followed_at_its_address(desk, site):
    url = f"{site.url}/briefings/0"
    assert counts(desk.refresh(url)) == {"added": 1}
    assert counts(desk.refresh()) == {"unchanged": 1}
    assert site.statuses[-1] == 304
    site.put("/briefings/0", page(0, answer="The {word} is closed."))
    assert counts(desk.refresh()) == {"changed": 1}
    assert kind(desk) == [("page", 1)]
    with Library.open(desk.settings.data) as library:
        briefing = library.briefing(library.find(url))
        assert (briefing.source, briefing.url) == (url, url)


def test_a_page_that_is_gone_stays_until_it_is_forgotten(desk, site):
    url = f"{site.url}/briefings/0"
    desk.refresh(url)
    del site.pages["/briefings/0"]
    result = desk.refresh()
    assert (result.briefings, counts(result)) == (1, {"unchanged": 1, "failed": 1})
    assert "no such page" in result.failed[0]["reason"]
    assert forget(desk.settings, url) == 1


def test_an_address_where_no_page_ever_was_is_to_be_checked(desk, site):
    result = desk.refresh(f"{site.url}/nothing")
    assert (counts(result), result.failed[0]["reason"]) == ({"failed": 1}, "there is no such page")
    assert "address" in result.failed[0]["fix"]


@pytest.mark.parametrize("make", ["rss", "atom", "sitemap", "index", "listing"])
def test_what_leads_to_pages_is_followed(desk, site, make):
    def links(form):
        return "".join(form.format(f"{site.url}/briefings/{number}") for number in range(3))

    if make == "rss":
        site.put("/start", feed(site, 0, 1, 2), "application/rss+xml")
    elif make == "atom":
        entries = links('<entry><link rel="self" href="/x"/><link href="{}"/></entry>')
        site.put("/start", f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>', "application/atom+xml")
    elif make == "listing":
        items = links('<li><a href="{}">Press briefing of the day</a></li>')
        site.put("/start", f'<html><body><nav><a href="/about">About</a></nav><ul>{items}</ul></body></html>')
    else:
        urls = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{links("<url><loc>{}</loc></url>")}</urlset>'
        site.put("/urls", urls, "application/xml")
        site.put(
            "/start", f"<sitemapindex><sitemap><loc>{site.url}/urls</loc></sitemap></sitemapindex>" if make == "index" else urls, "application/xml"
        )
    assert counts(desk.refresh(f"{site.url}/start")) == {"added": 3}
    assert kind(desk) == [({"rss": "feed", "atom": "feed", "listing": "listing"}.get(make, "sitemap"), 3)]
    site.asked.clear()
    assert counts(desk.refresh()) == {"unchanged": 3}
    assert not any(path.startswith("/briefings") for path in site.paths()), "a known page is not asked for again so soon"


def test_a_feed_brings_new_pages_and_keeps_old_ones(desk, site):
    site.put("/feed", feed(site, 0, 1), "application/rss+xml")
    desk.refresh(f"{site.url}/feed")
    site.put("/feed", feed(site, 2), "application/rss+xml")
    assert counts(desk.refresh()) == {"added": 1, "unchanged": 2}


def test_one_briefing_from_a_feed_and_a_page(desk, site):
    site.put("/feed", feed(site, 0, 1), "application/rss+xml")
    assert desk.refresh(f"{site.url}/feed", f"{site.url}/briefings/0").briefings == 2
    assert site.paths().count("/briefings/0") == 1


def test_an_empty_feed_is_an_error_and_removes_nothing(desk, site):
    site.put("/feed", feed(site, 0), "application/rss+xml")
    desk.refresh(f"{site.url}/feed")
    site.put("/feed", feed(site), "application/rss+xml")
    result = desk.refresh()
    assert (result.briefings, len(result.failed)) == (1, 1)
    assert "lists no pages" in result.failed[0]["reason"]


def test_a_long_feed_is_followed_in_parts(desk, site, monkeypatch):
    monkeypatch.setattr(web, "NEW_AT_ONCE", 2)
    site.put("/feed", feed(site, *range(3), *range(100, 100_000)), "application/rss+xml")
    result = desk.refresh(f"{site.url}/feed")
    assert len(result.added) == 2
    assert "99901 more pages" in result.notices[0]
    site.put("/feed", feed(site, 0, 1, 2), "application/rss+xml")
    assert counts(desk.refresh()) == {"added": 1, "unchanged": 2}


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        ("<html><body><h1>Just a moment...</h1><p>Verify you are human.</p></body></html>", "text/html", "a person reads it"),
        ("<html><body><p>An article about harbours.</p></body></html>", "text/html", "no speaker label"),
        ("", "text/html", "empty"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "image/png"),
        ("<rss><channel><item><link>http://", "application/rss+xml", "cannot be read"),
    ],
)
def test_a_page_without_turns_is_never_an_empty_success(desk, site, body, kind, said):
    site.put("/page", body, kind)
    result = desk.refresh(f"{site.url}/page")
    assert counts(result) == {"failed": 1}
    assert said in result.failed[0]["reason"]
    assert result.failed[0]["fix"]


def test_a_visit_that_was_cut_off_goes_on(desk, site):
    site.put("/feed", feed(site, 0, 1, 2), "application/rss+xml")

    def stop(progress):
        if progress.step == "record":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.refresh(f"{site.url}/feed", report=stop)
    site.asked.clear()
    assert counts(desk.refresh(f"{site.url}/feed")) == {"added": 3}
    assert site.paths() == []


def test_a_site_that_is_down_removes_nothing(desk, site):
    url = f"{site.url}/briefings/0"
    desk.refresh(url)
    site.put("/briefings/0", "busy", status=503, Retry_After="3600")
    result = desk.refresh()
    assert (result.briefings, len(result.failed)) == (1, 1)


def with_canonical(number, address):
    return page(number).replace("<head>", f'<head><link rel="canonical" href="{address}">')


def test_one_briefing_at_several_addresses_of_its_site(desk, site):
    for path in ("/a", "/a?from=feed"):
        site.put(path, with_canonical(0, f"{site.url}/briefings/0"))
    result = desk.refresh(f"{site.url}/a", f"{site.url}/a?from=feed")
    assert result.briefings == 1
    with Library.open(desk.settings.data) as library:
        assert library.briefings()[0].url == f"{site.url}/briefings/0"


def test_a_page_cannot_pass_for_another_sites(desk, site):
    """An official page, saved as a file, and a page elsewhere that claims its address, with other words."""
    official = "https://www.state.example.gov/briefings/1"
    desk.write("saved.html", with_canonical(1, official))
    desk.refresh(desk.folder)
    site.put("/forged", with_canonical(1, official).replace("next week", "never"))
    result = desk.refresh(f"{site.url}/forged")
    assert (counts(result), result.briefings) == ({"added": 1}, 2)
    with Library.open(desk.settings.data) as library:
        assert library.briefing(library.find("saved.html")).url == official
        assert library.briefing(library.find(f"{site.url}/forged")).url == f"{site.url}/forged"


def test_a_listing_that_leads_to_no_transcript_is_no_success(desk, site):
    items = "".join(f'<li><a href="/news/{number}">A story about the harbour today</a></li>' for number in range(4))
    site.put("/start", f"<html><body><ul>{items}</ul></body></html>")
    for number in range(4):
        site.put(f"/news/{number}", "<p>Boats came and went.</p>")
    result = desk.refresh(f"{site.url}/start")
    assert counts(result) == {"skipped": 4, "failed": 1}
    assert "none of the 4 pages" in result.failed[0]["reason"]
    assert result.failed[0]["fix"]


def test_a_host_that_is_busy_is_left_alone_and_the_rest_goes_on(desk, site):
    for number in range(9):
        site.put(f"/busy/{number}", "busy", status=429, Retry_After="3600")
    links = "".join(f"<item><link>{site.url}/busy/{number}</link></item>" for number in range(9))
    site.put("/feed", f"<rss><channel>{links}</channel></rss>", "application/rss+xml")
    desk.write("0.txt", transcript(5))
    result = desk.refresh(f"{site.url}/feed", desk.folder)
    assert counts(result) == {"added": 1, "failed": 9}
    assert len([path for path in site.paths() if path.startswith("/busy")]) == fetch.GIVE_UP
    site.pages.update({f"/busy/{number}": site.pages["/briefings/0"] for number in range(9)})
    assert desk.refresh().failed == ()


def test_known_pages_are_asked_in_turn(desk, site, monkeypatch):
    monkeypatch.setattr(web, "ASK_AGAIN", timedelta(0))
    monkeypatch.setattr(web, "AGAIN_AT_ONCE", 1)
    site.put("/feed", feed(site, 0, 1, 2), "application/rss+xml")
    desk.refresh(f"{site.url}/feed")
    site.asked.clear()
    assert counts(desk.refresh()) == {"unchanged": 3}
    assert len([path for path in site.paths() if path.startswith("/briefings")]) == 1
