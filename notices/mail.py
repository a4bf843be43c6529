"""One mail to everybody who is to be told."""

from __future__ import annotations

import smtplib
import socket
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from notices.message import Message
from notices.settings import Mail

TIMEOUT_SECONDS = 20


class MailFailed(RuntimeError):
    """The mail server did not take the notice; the text is one line."""


def deliver(mail: Mail, message: Message) -> None:
    """Send the notice; raises MailFailed when the server or any of the recipients refuses."""
    try:
        with _connected(mail) as server:
            if mail.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if mail.user is not None and mail.password is not None:
                server.login(mail.user, mail.password)
            refused = server.send_message(written(mail, message))
    except OSError as error:  # smtplib's own errors too
        raise MailFailed(f"mail by {mail.host}:{mail.port}: {' '.join(str(error).split())}") from None
    if refused:
        raise MailFailed(f"mail by {mail.host}:{mail.port}: refused for {', '.join(sorted(refused))}")


def written(mail: Mail, message: Message) -> EmailMessage:
    """The mail as it is sent."""
    letter = EmailMessage()
    letter["Subject"] = message.subject
    letter["From"] = mail.sender
    letter["To"] = ", ".join(mail.to)
    letter["Date"] = formatdate()
    letter["Message-ID"] = make_msgid(domain=mail.sender.rpartition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.text)
    return letter


def _connected(mail: Mail) -> smtplib.SMTP:
    # The default asks the name service for this machine's full name.
    name = socket.gethostname()
    if mail.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(mail.host, mail.port, local_hostname=name, timeout=TIMEOUT_SECONDS, context=context)
    return smtplib.SMTP(mail.host, mail.port, local_hostname=name, timeout=TIMEOUT_SECONDS)
