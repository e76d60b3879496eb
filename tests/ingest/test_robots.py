"""robots.txt as RFC 9309 reads it."""

import pytest

from ingest.sources.robots import read_robots

SITE = "https://example.org"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/any", True),
        ("Disallow:", "/any", True),
        ("Disallow: /", "/any", False),
        ("Disallow: /private", "/private/page", False),
        ("Disallow: /private", "/privately", False),
        ("Disallow: /private/", "/private", True),
        ("Disallow: /\nAllow: /briefings", "/briefings/1", True),
        ("Allow: /briefings\nDisallow: /", "/other", False),
        ("Allow: /page\nDisallow: /page", "/page", True),
        ("Disallow: /*.pdf$", "/a/b.pdf", False),
        ("Disallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("Disallow: /*/draft", "/2031/draft/1", False),
        ("Disallow: /*?print", "/page?print=1", False),
        ("Disallow: /a*b*c$", "/a.b.b.c", False),
        ("Disallow: /a*bc$", "/abc", False),
        ("Disallow: /ab*bc$", "/abc", True),
        ("Disallow: /caf%C3%A9", "/café", False),
        ("Disallow: /%7Euser", "/~user/x", False),
        ("disallow : /x # why", "/x", False),
        ("Nonsense\n:\nDisallow: /x", "/x", False),
    ],
)
def test_rules(rules, path, allowed):
    assert read_robots(f"User-agent: *\n{rules}", "briefings").allows(SITE + path) is allowed


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: *\nDisallow: /\n\nUser-agent: Briefings\nAllow: /", True),
        ("User-agent: briefings\nUser-agent: other\nDisallow: /", False),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: briefings\nDisallow: /a\n\nUser-agent: briefings\nDisallow: /page", False),
        ("Disallow: /", True),
    ],
)
def test_whom_it_speaks_to(text, allowed):
    assert read_robots(text, "briefings").allows(f"{SITE}/page") is allowed


@pytest.mark.parametrize(("said", "delay"), [("5", 5.0), ("0.5", 0.5), ("soon", 0.0), ("-3", 0.0), ("", 0.0)])
def test_delay(said, delay):
    assert read_robots(f"User-agent: *\nCrawl-delay: {said}", "briefings").delay_s == delay


def test_a_pattern_full_of_wildcards_comes_to_an_end():
    robots = read_robots("User-agent: *\n" + f"Disallow: /{'a*' * 2000}b$\n" * 20, "briefings")
    assert robots.allows(f"{SITE}/{'a' * 8000}")
