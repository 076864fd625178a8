"""An e-mail goes over an encrypted way to a server that proves who it is, and says who sent it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.mail_server import MailServer, certificate, encrypting, mail_server
from tests.web_widget.mail.conftest import NOW, STAFF, Office
from web_widget.mail.sending import Mail, MailNotSent, MailServerAway, message, send, try_server
from web_widget.mail.settings import MailSettings, Security

MAIL = Mail(STAFF, "Pages to check: 1", "Hello,\n\nthe café's page – £5.\n.\nThe end.\n", ("a",))


def test_email_arrives_as_it_was_written(office: Office, server: MailServer) -> None:
    send(MAIL, office.settings, NOW)
    (mail,) = server.received
    assert mail.get_content().replace("\r\n", "\n") == MAIL.body
    assert (mail["From"], mail["To"], mail["Subject"]) == (office.settings.sender, STAFF, MAIL.subject)
    assert mail.get_content_type() == "text/plain"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == NOW


def test_email_that_is_sent_again_has_the_same_id() -> None:
    sender = "assistant@testshire.example"
    first, again, other = (message(mail, sender, NOW) for mail in (MAIL, MAIL, replace(MAIL, keys=("b",))))
    assert first["Message-ID"] == again["Message-ID"] != other["Message-ID"]


@pytest.fixture
def encrypted(office: Office) -> MailSettings:
    """As a council would have it."""
    return replace(office.settings, security=Security.STARTTLS, user="assistant", password="hunter2")


def test_password_goes_to_a_server_whose_certificate_is_right(
    encrypted: MailSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate(tmp_path)))
    with mail_server(encrypting(tmp_path / "certificate.pem")) as server:
        send(MAIL, replace(encrypted, port=server.port), NOW)
        assert server.logins == [("assistant", "hunter2")]
        assert len(server.received) == 1


def test_server_that_nobody_vouches_for_gets_neither_password_nor_email(
    encrypted: MailSettings, tmp_path: Path
) -> None:
    with mail_server(encrypting(certificate(tmp_path))) as server:
        with pytest.raises(MailServerAway, match="SSLCertVerificationError"):
            send(MAIL, replace(encrypted, port=server.port), NOW)
        assert (server.logins, server.received) == ([], [])


def test_server_that_cannot_encrypt_gets_neither_password_nor_email(
    encrypted: MailSettings, server: MailServer
) -> None:
    with pytest.raises(MailServerAway, match="SMTPNotSupportedError"):
        send(MAIL, encrypted, NOW)
    assert (server.logins, server.received) == ([], [])


def test_server_that_speaks_no_tls_is_away(encrypted: MailSettings, server: MailServer) -> None:
    with pytest.raises(MailServerAway):
        send(MAIL, replace(encrypted, security=Security.TLS), NOW)
    assert server.received == []


def test_wrong_password_is_told_without_it(office: Office, server: MailServer) -> None:
    with pytest.raises(MailServerAway, match="SMTPAuthenticationError 535") as told:
        try_server(replace(office.settings, user="assistant", password="wrong"))
    assert "wrong" not in str(told.value)


def test_password_that_the_server_cannot_be_told_is_told_without_it(office: Office, server: MailServer) -> None:
    with pytest.raises(MailServerAway, match="UnicodeEncodeError") as told:
        try_server(replace(office.settings, user="assistant", password="pâté"))
    assert "pâté" not in str(told.value)
    assert server.logins == []


def test_server_that_is_tried_gets_no_email(office: Office, server: MailServer) -> None:
    try_server(office.settings)
    assert server.received == []


def test_refused_address_is_told_without_it(office: Office, server: MailServer) -> None:
    server.refuses.add(STAFF)
    with pytest.raises(MailNotSent) as told:
        send(MAIL, office.settings, NOW)
    assert not isinstance(told.value, MailServerAway)
    assert STAFF not in str(told.value)


def test_line_break_in_a_subject_makes_no_header() -> None:
    with pytest.raises(ValueError, match="linefeed"):
        message(replace(MAIL, subject="Hello\nBcc: somebody@elsewhere.example"), "a@testshire.example", NOW)
