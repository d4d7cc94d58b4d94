"""What a web address must be: of a copy of the site in one form, of a link by a browser's rule."""

from __future__ import annotations

import pytest

from generator.model.addresses import AddressError, normalise_site_url, normalise_url


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ("https://a.example", "https://a.example/"),
        ("HTTPS://A.Example/Toolkit", "https://a.example/Toolkit/"),
        ("https://a.example:443/", "https://a.example/"),
        ("http://a.example:80/", "http://a.example/"),
        ("http://a.example:8080/x", "http://a.example:8080/x/"),
        ("https://a.example:/", "https://a.example/"),
        ("https://dŵr.example/", "https://xn--dr-bva.example/"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://a.example/a b/", "https://a.example/a%20b/"),
        ("https://a.example/a%20b", "https://a.example/a%20b/"),
        ("https://a.example/é/%c3%a9/%7Ex", "https://a.example/%C3%A9/%C3%A9/~x/"),
        ("https://a.example/100%/", "https://a.example/100%25/"),
        ("https://a.example/b//c/../d/.", "https://a.example/b/d/"),
        ("https://a.example/(1)+[2]/", "https://a.example/(1)+%5B2%5D/"),
        (" https://a.example/ ", "https://a.example/"),
        ("http://[::1]:8000", "http://[::1]:8000/"),
        ("http://localhost/x", "http://localhost/x/"),
    ],
)
def test_the_address_of_a_site_has_one_form(given: str, published: str) -> None:
    """However it is given it is published once encoded, with a slash at the end, and stays so."""
    assert normalise_site_url(given) == published
    assert normalise_site_url(published) == published


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ("", "is empty"),
        ("   ", "is empty"),
        ("example.org/toolkit/", "is not a complete web address"),
        ("//example.org/", "is not a complete web address"),
        ("/toolkit/", "is not a complete web address"),
        ("https:/example.org/", "is not a complete web address"),
        ("https:///toolkit/", "is not a complete web address"),
        ("ftp://example.org/", "is not a complete web address"),
        ("mailto:a@example.org", "is not a complete web address"),
        ("https://your site/", "is not a web address that a browser can open"),
        ("https://[your-site]/", "is not a web address that a browser can open"),
        ("https://a.example:99999/", "is not a web address that a browser can open"),
        ("https://a.example:port/", "is not a web address that a browser can open"),
        ("https://a.example:0/", "has port 0"),
        ("https://*.example/", "has a host that cannot be"),
        ("https://a..example/", "has a host that cannot be"),
        (f"https://{'a' * 64}.example/", "has a host that cannot be"),
        ("https://me:secret@a.example/", "holds a user name or a password"),
        ("https://me@a.example/", "holds a user name or a password"),
        ("https://a.example/?page=1", "holds a query"),
        ("https://a.example/?", "holds a query"),
        ("https://a.example/#top", "holds a fragment"),
        ("https://a.example/a\nb/", "cannot be seen"),
        ("https://a.example/a%0Ab/", "an encoded slash, backslash or control character"),
        ("https://a.example/a%2Fb/", "an encoded slash, backslash or control character"),
        ("https://a.example/%E9/", "not encoded in UTF-8"),
        ("https://a.example\\toolkit\\", "holds a backslash"),
    ],
)
def test_what_no_paper_could_carry_is_refused(given: str, wrong: str) -> None:
    """One message: what is wrong, and what would be right."""
    with pytest.raises(AddressError) as caught:
        normalise_site_url(given)
    assert wrong in caught.value.wrong
    assert caught.value.right


@pytest.mark.parametrize(
    ("link", "asked"),
    [
        ("https://dŵr.example/tŷ?q=ŵ#x", "https://xn--dr-bva.example/t%C5%B7?q=%C5%B5#x"),
        ("HTTPS://A.example", "https://a.example/"),
        ("https://a.example/a_(b)?c=d|e", "https://a.example/a_(b)?c=d|e"),
        ("http://192.168.0.1:81/", "http://192.168.0.1:81/"),
    ],
)
def test_a_link_is_asked_for_as_a_browser_asks(link: str, asked: str) -> None:
    """In ASCII, an international host as name servers know it; query and fragment stay."""
    assert normalise_url(link) == asked


@pytest.mark.parametrize(
    "link", ["https://[your-site]/", "https://a.example:70000/", "http://", "mailto:a@b.example"]
)
def test_what_no_browser_opens_is_no_link_of_the_web(link: str) -> None:
    """It is refused where it stands, not asked for."""
    with pytest.raises(AddressError):
        normalise_url(link)
