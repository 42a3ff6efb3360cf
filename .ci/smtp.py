"""A third party's SMTP server for the tests: aiosmtpd with STARTTLS and sign-in required; what it accepts is a Maildir.

usage: smtp.py <folder> <port>; the folder holds cert.pem and key.pem, and gets mail/.
"""
import ssl
import sys
import threading

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import AuthResult, LoginPassword

USER, PASSWORD = b"nflow@test.local", b"nflow-test"


def authenticate(server, session, envelope, mechanism, data):
    signed_in = isinstance(data, LoginPassword) and (data.login, data.password) == (USER, PASSWORD)
    return AuthResult(success=signed_in, handled=signed_in)


folder, port = sys.argv[1], int(sys.argv[2])
tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
tls.load_cert_chain(f"{folder}/cert.pem", f"{folder}/key.pem")
Controller(
    Mailbox(f"{folder}/mail"),
    hostname="127.0.0.1",
    port=port,
    tls_context=tls,
    require_starttls=True,
    authenticator=authenticate,
    auth_required=True,
).start()
threading.Event().wait()
