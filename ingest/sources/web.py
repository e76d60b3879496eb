"""Visits to web sources: which pages a feed, sitemap or listing names, which of them must be asked again, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from ingest.parse import PARSER_VERSION
from ingest.pool import Failure, Job, read_one
from ingest.sources import feeds
from ingest.sources.fetch import Fetcher, Page
from ingest.sources.listed import Trouble
from ingest.sources.visit import Tag, Visit
from ingest.sources.walls import SAVE_IT, is_wall
from rag.errors import InputError
from rag.record.ledger import Document, FetchedPage, now
from rag.types import Briefing

NEW_AT_ONCE = 200
"""New pages of one source in one refresh; the next one goes on where this one stopped."""

SITEMAPS = 20
"""Sitemaps that one sitemap may lead to."""

ASK_AGAIN = timedelta(days=1)
"""A page that a feed or listing led to is asked for changes at most so often."""

AGAIN_AT_ONCE = 200
"""Known pages of one source asked for changes in one refresh, those that were not asked for longest."""

CUT_OFF = timedelta(hours=1)
"""What a visit that was cut off fetched is used for so long by the next one."""

ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt", "text/markdown": ".md"} | {
    "application/json": ".json",
    "text/xml": ".xml",
    "application/xml": ".xml",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
}


def jobs(visit: Visit, fetcher: Fetcher) -> Iterator[Job[Tag]]:
    """What must be parsed of a web source; its pages are asked for whether they changed."""
    try:
        yield from _start(visit, fetcher)
    except InputError as error:
        visit.failure = Trouble(visit.source.address, str(error), error.fix)
        visit.total = visit.done


def _start(visit: Visit, fetcher: Fetcher) -> Iterator[Job[Tag]]:
    """The source itself, or the pages that it names. Raises InputError when it cannot be fetched or names no page."""
    address, kind = visit.source.address, visit.source.kind
    visit.total = 1
    start = _fetch(visit, fetcher, address)
    if start.gone or start.data is None:
        if kind == "page":
            yield from _take(visit, start, address)
            return
        raise InputError(f"{address} no longer exists", "Check the address in a browser, or run `python -m ingest forget` on it.")
    links = _links(start.data, address, kind)
    if links is None:
        yield from _take(visit, start, address)
        return
    visit.become(links.kind)
    yield from _follow(visit, fetcher, [*links.pages, *_of_sitemaps(visit, fetcher, links.more)])


def _links(data: bytes, address: str, kind: str) -> feeds.Links | None:
    """The pages that a source names; None where it is a transcript itself."""
    if feeds.is_xml(data):
        return feeds.read_xml(data, address)
    if kind == "page" and isinstance(read_one(data, _name(address, "text/html"), address), Briefing):
        return None
    links = feeds.read_listing(data, address) if not is_wall(data) else feeds.Links("listing", ())
    if kind == "listing" and not links.pages:
        raise InputError(f"{address} lists no pages any more", SAVE_IT)
    return links if len(links.pages) >= 3 else None


def _of_sitemaps(visit: Visit, fetcher: Fetcher, addresses: tuple[str, ...]) -> Iterator[str]:
    for address in addresses[:SITEMAPS]:
        page = _fetch(visit, fetcher, address)
        if page.data is not None:
            yield from feeds.read_xml(page.data, address).pages


def _follow(visit: Visit, fetcher: Fetcher, urls: list[str]) -> Iterator[Job[Tag]]:
    """The pages named now and those known before: new ones first, then those that were not asked for a while."""
    new = [url for url in dict.fromkeys(urls) if url not in visit.known]
    if len(new) > NEW_AT_ONCE:
        visit.notices.append(f"{visit.source.address}: {len(new) - NEW_AT_ONCE} more pages are left for the next refresh.")
    asked = {*new[:NEW_AT_ONCE], *_due(visit)}
    wanted = dict.fromkeys([*new[:NEW_AT_ONCE], *visit.known])
    visit.total = len(wanted)
    for url in wanted:
        yield from visit.counted(_ask(visit, fetcher, url) if url in asked else visit.carry(url))


def _ask(visit: Visit, fetcher: Fetcher, url: str) -> Iterator[Job[Tag]]:
    try:
        yield from _take(visit, _fetch(visit, fetcher, url), url)
    except InputError as error:
        visit.fail(Document(url, url, "failed", parser=PARSER_VERSION), Failure(str(error), error.fix))


def _due(visit: Visit) -> list[str]:
    """The known pages to be asked for changes."""
    if visit.full:
        return list(visit.known)
    records = {url: visit.ledger.page(url) for url in visit.known}
    due = [url for url, record in records.items() if record is None or not _is_recent(record, ASK_AGAIN)]
    return sorted(due, key=lambda url: record.fetched_at if (record := records[url]) else "")[:AGAIN_AT_ONCE]


def _is_recent(record: FetchedPage, span: timedelta) -> bool:
    """Whether a page was fetched within a time before now; what a clock that jumped says of the future counts for nothing."""
    return timedelta(0) <= datetime.now(UTC) - datetime.fromisoformat(record.fetched_at) < span


def _fetch(visit: Visit, fetcher: Fetcher, url: str) -> Page:
    """A page from its server, or from the library where it did not change or a visit that was cut off has it already."""
    record = visit.ledger.page(url)
    if record and record.fetched_at > visit.last_visit and not visit.full and _is_recent(record, CUT_OFF):
        return Page(url, visit.ledger.bytes(record.blob), record.content_type)
    page = fetcher.get(url, record.etag, record.modified) if record else fetcher.get(url)
    if page.gone:
        return page
    if page.data is None and record:
        visit.ledger.keep_page(url, FetchedPage(record.blob, record.content_type, record.etag, record.modified, now()))
        return Page(url, visit.ledger.bytes(record.blob), record.content_type)
    data = page.data or b""
    with visit.ledger.transaction():
        visit.ledger.keep_page(url, FetchedPage(visit.ledger.keep(data), page.content_type, page.etag, page.modified, now()))
    return page


def _take(visit: Visit, page: Page, url: str) -> Iterator[Job[Tag]]:
    document = Document(url, url, "failed", parser=PARSER_VERSION)
    if page.gone:
        _mark_gone(visit, document)
    elif not page.data:
        visit.fail(document, Failure("the page is empty", SAVE_IT))
    elif page.content_type and page.content_type.partition(";")[0].strip().lower() not in ENDINGS:
        visit.fail(document, Failure(f"it is {page.content_type}, no page of text", "Give the address of the transcript itself."))
    else:
        yield from visit.look_at(page.data, document, _name(url, page.content_type))


def _mark_gone(visit: Visit, document: Document) -> None:
    """Record that there is no page at an address; what was read of it before stays searchable until it is forgotten."""
    known = visit.known.get(document.name)
    if known is None or known.reading is None:
        visit.fail(document, Failure("there is no such page", "Check the address in a browser."))
        return
    failure = Failure("there is no such page any more", "It stays searchable; run `python -m ingest forget` on its source to drop it.")
    visit.fail(document, failure, state="gone")
    visit.seen.add(known.reading)


def _name(url: str, content_type: str) -> str:
    """A file name for a page, whose ending tells its format."""
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2] or "page"
    ending = ENDINGS.get(content_type.partition(";")[0].strip().lower(), "")
    return last if not ending or last.lower().endswith(ending) else f"{last}{ending}"
