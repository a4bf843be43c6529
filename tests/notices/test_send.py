import socket
import ssl
from email import message_from_bytes, policy

import pytest

from notices.send import NoticeFailed, send
from notices.settings import read
from replica.certificate import self_signed
from tests.notices.listeners import LOOPBACK, mailbox, webhook

PEOPLE = {"FAZHI_NOTICE_TO": "a@office.example,b@office.example", "FAZHI_NOTICE_FROM": "fazhi@office.example"}
SECRET = "s3cret"


def hook_of(server, template="json"):
    return {"FAZHI_NOTICE_WEBHOOK": f"http://{LOOPBACK}:{server.port}/{SECRET}", "FAZHI_NOTICE_TEMPLATE": template}


def mail_of(server, scheme="smtp", user=None):
    login = {"FAZHI_NOTICE_SMTP_PASSWORD": SECRET} if user else {}
    return PEOPLE | login | {"FAZHI_NOTICE_SMTP": f"{scheme}://{f'{user}@' if user else ''}{LOOPBACK}:{server.port}"}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    path = tmp_path_factory.mktemp("certificate") / "mail.pem"
    path.write_bytes(self_signed(LOOPBACK))
    return path


@pytest.fixture
def encrypted(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def nobody():
    """A port on which nothing listens."""
    with socket.create_server((LOOPBACK, 0)) as server:
        return server.getsockname()[1]


def test_a_calm_night_tells_nobody(calm):
    with webhook() as hook:
        assert send(calm, read(hook_of(hook))) == "nothing needs a person"
        assert hook.received == []


def test_a_webhook_receives_the_notice(troubled):
    with webhook() as hook:
        assert send(troubled, read(hook_of(hook))) == "4 things need a person: told by webhook"
    ((path, media_type, told),) = hook.received
    assert (path, media_type) == (f"/{SECRET}", "application/json; charset=utf-8")
    assert (told["run_id"], told["dag_id"], len(told["needs"])) == ("night-1", "nightly", 4)


def test_a_mail_reaches_everybody(troubled):
    with mailbox() as server:
        assert send(troubled, read(mail_of(server))) == "4 things need a person: told by mail"
    ((_, content),) = server.received
    letter = message_from_bytes(content, policy=policy.default)
    assert letter["To"] == "a@office.example, b@office.example"
    assert letter["Subject"] == "fazhi 需要处理 · needs you: stopped nightly night-1"
    assert "检查未通过" in letter.get_content()


def test_a_mail_server_with_a_password_is_spoken_to_under_encryption(troubled, certificate, encrypted, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mailbox(login=("me", SECRET), context=encrypted) as server:
        send(troubled, read(mail_of(server, "smtp+starttls", "me")))
    assert [under_encryption for under_encryption, _ in server.received] == [True]


def test_a_mail_server_without_a_trusted_certificate_gets_no_password(troubled, encrypted):
    with (
        mailbox(login=("me", SECRET), context=encrypted) as server,
        pytest.raises(NoticeFailed, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        send(troubled, read(mail_of(server, "smtp+starttls", "me")))
    assert server.received == []


@pytest.mark.parametrize(
    ("template", "answer"),
    [("dingtalk", b'{"errcode": 310000, "errmsg": "s3cret"}'), ("wecom", b"busy"), ("wecom", b"[]")],
)
def test_an_answer_200_that_refuses_is_a_failure(troubled, template, answer):
    with webhook(answer=answer) as hook, pytest.raises(NoticeFailed, match=f"refused by {template}, errcode") as failed:
        send(troubled, read(hook_of(hook, template)))
    assert SECRET not in str(failed.value)


def test_an_answer_that_accepts_is_none(troubled):
    with webhook(answer=b'{"errcode": 0, "errmsg": "ok"}') as hook:
        assert send(troubled, read(hook_of(hook, "dingtalk"))).endswith("told by webhook")


@pytest.mark.parametrize("status", [302, 403, 500])
def test_a_listener_that_does_not_take_it_is_one_line_without_the_address(troubled, status):
    with webhook(status=status) as hook, pytest.raises(NoticeFailed) as failed:
        send(troubled, read(hook_of(hook)))
    assert str(failed.value) == f"a notice was not delivered: webhook at {LOOPBACK}: HTTP {status}"
    assert len(hook.received) == 1


def test_a_listener_that_is_away_does_not_keep_the_other_from_being_told(troubled, nobody):
    away = {"FAZHI_NOTICE_WEBHOOK": f"http://{LOOPBACK}:{nobody}/{SECRET}"}
    with mailbox() as server, pytest.raises(NoticeFailed, match=r"webhook at 127\.0\.0\.1: .*refused") as failed:
        send(troubled, read(mail_of(server) | away))
    assert len(server.received) == 1
    assert SECRET not in str(failed.value)


def test_a_listener_that_is_set_wrongly_does_not_keep_the_other_from_being_told(troubled, calm):
    wrong = {"FAZHI_NOTICE_SMTP": "mail.example"}
    with webhook() as hook, pytest.raises(NoticeFailed, match="FAZHI_NOTICE_SMTP"):
        send(troubled, read(hook_of(hook) | wrong))
    assert len(hook.received) == 1
    with pytest.raises(NoticeFailed, match="FAZHI_NOTICE_SMTP"):
        send(calm, read(wrong))


def test_a_wrong_password_is_one_line_without_it(troubled):
    with mailbox(login=("me", "other")) as server, pytest.raises(NoticeFailed, match="535") as failed:
        send(troubled, read(mail_of(server, user="me")))
    assert SECRET not in str(failed.value)
    assert "\n" not in str(failed.value)


def test_a_recipient_that_is_refused_is_named(troubled):
    with mailbox() as server, pytest.raises(NoticeFailed, match=r"refused for nobody@office\.example"):
        send(troubled, read(mail_of(server) | {"FAZHI_NOTICE_TO": "a@office.example,nobody@office.example"}))
    assert len(server.received) == 1


def test_without_a_listener_the_line_says_what_to_set(troubled):
    assert "set FAZHI_NOTICE_WEBHOOK or FAZHI_NOTICE_SMTP" in send(troubled, read({}))
