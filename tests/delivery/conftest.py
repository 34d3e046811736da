import ssl

import pytest

from delivery import mail_server


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """(file to trust, the server's context)"""
    return mail_server.certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="session")
def trusting(certificate):
    """A client's context that checks certificates and trusts the test's own."""
    return ssl.create_default_context(cafile=str(certificate[0]))
