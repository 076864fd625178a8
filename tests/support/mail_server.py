"""A mail server on this machine that keeps what it is sent."""

from __future__ import annotations

import base64
import datetime as dt
import ipaddress
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class MailServer:
    """What the server was sent, and how it behaves.

    Attributes:
        port: where it listens, on the loopback.
        received: the e-mails, in their order.
        logins: user and password of each who logged in.
        recipients: the address of each e-mail as the envelope has it.
        refuses: addresses that it takes nothing for.
        encrypts: what it encrypts with when it is asked to; without it, it cannot.
        goes_on: while this is not set, it keeps whoever sends an e-mail waiting.
        reached: set when somebody has sent an e-mail.
    """

    port: int = 0
    received: list[EmailMessage] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    encrypts: ssl.SSLContext | None = None
    goes_on: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)


class _Session(socketserver.StreamRequestHandler):
    """One connection."""

    server: _Server

    def handle(self) -> None:
        self.mails, self.to = self.server.mails, ""
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip():
            verb, _, rest = line.partition(" ")
            if verb.upper() == "QUIT":
                self._say("221 bye")
                return
            getattr(self, f"on_{verb.lower()}", self.on_other)(rest)

    def on_ehlo(self, rest: str) -> None:
        offers = ["here", "AUTH PLAIN", *(["STARTTLS"] if self.mails.encrypts else [])]
        for offer in offers[:-1]:
            self._say(f"250-{offer}")
        self._say(f"250 {offers[-1]}")

    def on_starttls(self, rest: str) -> None:
        assert self.mails.encrypts
        self._say("220 go on")
        self.request = self.mails.encrypts.wrap_socket(self.request, server_side=True)
        self.setup()

    def on_auth(self, rest: str) -> None:
        _, user, password = base64.b64decode(rest.partition(" ")[2]).decode().split("\0")
        self.mails.logins.append((user, password))
        self._say("535 no" if password == "wrong" else "235 yes")

    def on_rcpt(self, rest: str) -> None:
        self.to = rest.partition("<")[2].partition(">")[0]
        self._say(f"550 there is no {self.to}" if self.to in self.mails.refuses else "250 ok")

    def on_data(self, rest: str) -> None:
        self._say("354 send it")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        self.mails.reached.set()
        self.mails.goes_on.wait(20)
        self.mails.received.append(message_from_bytes(b"".join(lines), EmailMessage, policy=policy.default))
        self.mails.recipients.append(self.to)
        self._say("250 taken")

    def on_other(self, rest: str) -> None:
        self._say("250 ok")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    mails: MailServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever does not trust the certificate hangs up; the test looks at the outcome."""


@contextmanager
def mail_server(encrypts: ssl.SSLContext | None = None, port: int = 0) -> Iterator[MailServer]:
    """A mail server that runs for a while, on a free port or a given one."""
    with _Server(("127.0.0.1", port), _Session) as server:
        server.mails = MailServer(server.server_address[1], encrypts=encrypts)
        server.mails.goes_on.set()
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server.mails
        finally:
            server.shutdown()


def certificate(folder: Path) -> Path:
    """A file with a certificate for 127.0.0.1, which nobody vouches for, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "certificate.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    return path


def encrypting(path: Path) -> ssl.SSLContext:
    """What a server encrypts with, from the file of a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
