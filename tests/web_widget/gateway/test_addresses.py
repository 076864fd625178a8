"""Whatever is given as an address, the website that it belongs to is read, or there is none."""

from __future__ import annotations

import pytest

from web_widget.gateway.addresses import website_of


@pytest.mark.parametrize(
    ("address", "website"),
    [
        ("https://www.testshire.example/page?q=1", "www.testshire.example"),
        ("http://localhost:8000", "localhost:8000"),
        ("http://[::1]:8000/", "[::1]:8000"),
        ("", ""),
        ("null", ""),
        ("http://[", ""),
        ("http://]", ""),
        ("http://[::1", ""),
        ("http://[x]/", ""),
        ("http://\u2100.example", ""),
    ],
)
def test_website_of_an_address_and_none_of_what_is_no_address(address: str, website: str) -> None:
    assert website_of(address) == website
