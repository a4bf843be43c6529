from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.address import PLAIN, Reach, canonical, internal_address, posted

HOSTS = frozenset({"www.example.org", "127.0.0.11", "localhost", "10.0.0.8", "169.254.169.254", "::1", "93.184.216.34"})
REACH = Reach(HOSTS, frozenset({"127.0.0.11:18990", "localhost:80"}), contact="mailto:a@example.org")
SILENT = Reach(HOSTS, REACH.loopback, contact=None)


@pytest.mark.parametrize(
    ("url", "spelling"),
    [
        ("HTTP://WWW.Example.ORG:80/a#top", "http://www.example.org/a"),
        ("https://www.example.org", "https://www.example.org/"),
        ("http://www.example.org:8080/a?b=1&a=2", "http://www.example.org:8080/a?b=1&a=2"),
        ("http://www.example.org/公开", "http://www.example.org/%E5%85%AC%E5%BC%80"),
        # a dot that came with it out of a sentence
        ("http://www.example.org。/a", "http://www.example.org/a"),
        ("http://www.example.org./a", "http://www.example.org/a"),
        # the gateway that turns a page into traditional characters
        ("http://www.example.org/gate/big5/www.example.org/a?b=1", "http://www.example.org/a?b=1"),
        ("https://big5.example.org/gate/big5/www.example.org", "https://www.example.org/"),
        ("http://www.example.org/gate/big5/https/example.org/a", "https://example.org/a"),
        ("http://www.example.org/gate/big5/https://example.org/a", "https://example.org/a"),
        # the session of a visitor whom the server takes for a new one
        ("http://www.example.org/view.jsp;jsessionid=0F3A9C51D27E.node1?id=1", "http://www.example.org/view.jsp?id=1"),
        ("http://www.example.org/a;JSESSIONID=0F3A/b", "http://www.example.org/a/b"),
        ("http://www.example.org/gate/big5/", "http://www.example.org/gate/big5/"),
        ("http://./", "http://./"),
        (" javascript:void(0) ", "javascript:void(0)"),
        ("http://www.example.org:port/", "http://www.example.org:port/"),
        ("http://[broken/", "http://[broken/"),
    ],
)
def test_a_url_has_one_spelling(url: str, spelling: str) -> None:
    assert canonical(url) == spelling


@given(st.text(), st.text())
def test_the_one_spelling_is_its_own(text: str, more: str) -> None:
    for url in (text, f"http://{text}", f"http://a.org/gate/big5/{text}/gate/big5/{more}"):
        assert canonical(canonical(url)) == canonical(url)


@given(st.from_regex(PLAIN, fullmatch=True))
def test_an_address_known_by_its_looks_is_spelt_as_taken_apart(url: str) -> None:
    # With a fragment it is taken apart.
    assert canonical(url) == canonical(f"{url}#top") == url


def test_the_answer_to_a_form_has_the_address_that_pywb_looks_for() -> None:
    assert posted("http://example.com/", [("foo", "bar")]) == "http://example.com/?__wb_method=POST&foo=bar"
    assert (
        posted("http://example.com/?1=A", [("a b", "治")]) == "http://example.com/?1=A&__wb_method=POST&a+b=%E6%B2%BB"
    )
    in_json = '{"a": {"b": 1}, "c": [{"b": 2}, {"b": "x y"}]}'
    assert posted("http://example.com/", in_json) == "http://example.com/?__wb_method=POST&b=1&b=2&b=x+y"
    assert posted("http://example.com/?1=A", ()) == "http://example.com/?1=A"
    assert canonical(posted("http://example.com/", [("a b", "治")])) == posted("http://example.com/", [("a b", "治")])


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("http://127.0.0.11:18990/", None),
        ("http://127.0.0.11:18991/", "add 127.0.0.11:18991 to FAZHI_LOOPBACK to fetch it"),
        ("http://localhost/", None),
        ("http://[::1]:80/", "add ::1:80 to FAZHI_LOOPBACK to fetch it"),
        ("https://www.example.org/", None),
        ("https://93.184.216.34/", None),
        ("http://elsewhere.example.org/", "elsewhere.example.org is not the host of a registered source"),
        ("http://10.0.0.8/", "10.0.0.8 is an address inside a network, not on the internet"),
        ("http://169.254.169.254/latest/", "169.254.169.254 is an address inside a network, not on the internet"),
        ("ftp://www.example.org/", "not an http or https address"),
        ("http://www.example.org:99999/", "not an http or https address"),
    ],
)
def test_what_may_be_fetched(url: str, refusal: str | None) -> None:
    assert REACH.refusal(url) == refusal


def test_without_a_contact_nothing_beyond_loopback_is_fetched() -> None:
    assert SILENT.refusal("http://127.0.0.11:18990/") is None
    assert "set FAZHI_CONTACT" in (SILENT.refusal("https://www.example.org/") or "")


@pytest.mark.parametrize("resolved", ["127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "0.0.0.0"])
def test_a_name_may_not_lead_into_a_network(resolved: str) -> None:
    assert internal_address("www.example.org", resolved) == (
        f"www.example.org leads to {resolved}, an address inside a network"
    )


def test_a_name_that_leads_to_the_internet_is_no_matter() -> None:
    assert internal_address("www.example.org", "93.184.216.34") is None
