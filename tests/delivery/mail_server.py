"""A real mail server on this computer: STARTTLS or TLS with a certificate made here, a login, and failures on demand."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "sato", "Hi-mitsu#4711"
DROP = "drop"
KEEP_AND_DROP = "keep and drop"
"""The line is lost after the server has taken the mail, and before it says so."""
HANG = "hang"


@dataclass
class Received:
    """What the server took, and what it is to do next: a step and its answer, by what has been asked for."""

    mails: list[Envelope] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    answer: Callable[[str, str], str] = lambda step, what: ""
    """`answer(step, what)` gives an SMTP reply, DROP, KEEP_AND_DROP (for DATA) or HANG; "" for the usual. `what` is the address, or To's for DATA."""

    async def _do(self, server: Any, step: str, what: str) -> str:
        reply = self.answer(step, what)
        if reply in (DROP, KEEP_AND_DROP):
            server.transport.abort()
            return reply if reply == KEEP_AND_DROP else "421 closed"
        if reply == HANG:
            await asyncio.sleep(3)
        return "" if reply == HANG else reply

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = await self._do(server, "MAIL", address)
        if not reply:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return reply or "250 OK"

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = await self._do(server, "RCPT", address)
        if not reply:
            envelope.rcpt_tos.append(address)
        return reply or "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        reply = await self._do(server, "DATA", ",".join(envelope.rcpt_tos))
        if not reply or reply == KEEP_AND_DROP:
            self.mails.append(envelope)
            self.encrypted.append(session.ssl is not None)
        return reply or "250 OK"

    def login(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login, data.password))
        right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)  # not handled: the server answers 535 itself

    @property
    def addresses(self) -> list[list[str]]:
        """Who received each mail."""
        return [envelope.rcpt_tos for envelope in self.mails]


def certificate(place: Path, name: str = "localhost") -> tuple[Path, ssl.SSLContext]:
    """A certificate for `name` (and 127.0.0.1 if that is localhost): its file, to be trusted, and the server's context."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    if name == "localhost":
        names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    today = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    public, private = place / f"{name}.pem", place / f"{name}.key"
    public.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return public, context


@contextmanager
def running(
    context: ssl.SSLContext | None, *, security: str = "starttls", login: bool = True, **options: Any
) -> Iterator[tuple[Received, int]]:
    """A server while the block runs: what it received, and its port."""
    received = Received()
    if security == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    elif security == "tls":
        options |= {"ssl_context": context}
    if login:
        options |= {
            "authenticator": received.login,
            "auth_required": True,
            "auth_require_tls": security == "starttls",
        }
    controller = Controller(received, hostname="127.0.0.1", port=_free_port(), **options)
    controller.start()
    try:
        yield received, controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def silent() -> Iterator[int]:
    """A port where somebody picks up and says nothing."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield int(listening.getsockname()[1])
