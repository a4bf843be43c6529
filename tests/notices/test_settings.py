import pytest

from notices.settings import Mail, Settings, Webhook, read

MAIL = {"FAZHI_NOTICE_TO": "a@office.example, b@office.example", "FAZHI_NOTICE_FROM": "fazhi@office.example"}
SECRET = "s3cret"


def test_nothing_set_is_nobody_to_tell():
    assert read({"FAZHI_NOTICE_WEBHOOK": ""}) == Settings(None, None)


def test_a_webhook_takes_plain_json_unless_a_template_is_named():
    hook = {"FAZHI_NOTICE_WEBHOOK": "https://hooks.example/x"}
    assert read(hook).webhook == Webhook("https://hooks.example/x", "json")
    assert read(hook | {"FAZHI_NOTICE_TEMPLATE": "wecom"}).webhook.template == "wecom"


@pytest.mark.parametrize(
    ("scheme", "security", "port"), [("smtp", "none", 25), ("smtp+starttls", "starttls", 587), ("smtps", "tls", 465)]
)
def test_the_scheme_of_the_mail_server_says_how_it_is_encrypted(scheme, security, port):
    mail = read(MAIL | {"FAZHI_NOTICE_SMTP": f"{scheme}://mail.example"}).mail
    to = ("a@office.example", "b@office.example")
    assert mail == Mail("mail.example", port, security, None, None, "fazhi@office.example", to)


def test_the_user_of_the_mail_server_writes_unless_another_is_named():
    login = {"FAZHI_NOTICE_SMTP": "smtps://me@office.example@mail.example:99", "FAZHI_NOTICE_SMTP_PASSWORD": SECRET}
    mail = read(login | {"FAZHI_NOTICE_TO": "a@office.example"}).mail
    assert (mail.user, mail.sender, mail.host, mail.port) == ("me@office.example",) * 2 + ("mail.example", 99)


def test_settings_do_not_show_their_secrets():
    hook = {"FAZHI_NOTICE_WEBHOOK": f"https://hooks.example/{SECRET}"}
    login = {"FAZHI_NOTICE_SMTP": "smtps://me@mail.example", "FAZHI_NOTICE_SMTP_PASSWORD": SECRET}
    assert SECRET not in repr(read(hook | MAIL | login))


BAD = {
    "FAZHI_NOTICE_WEBHOOK must be an address": {"FAZHI_NOTICE_WEBHOOK": f"file://host/{SECRET}"},
    "FAZHI_NOTICE_WEBHOOK must be an": {"FAZHI_NOTICE_WEBHOOK": f"https://me:{SECRET}@hooks.example/"},
    "FAZHI_NOTICE_WEBHOOK is not": {"FAZHI_NOTICE_WEBHOOK": f"https://hooks.example:{SECRET}/"},
    "FAZHI_NOTICE_WEBHOOK is not an": {"FAZHI_NOTICE_WEBHOOK": f"https://hooks.example/\n{SECRET}"},
    "FAZHI_NOTICE_TEMPLATE must be one of json, slack, dingtalk, wecom": {
        "FAZHI_NOTICE_WEBHOOK": "https://hooks.example/",
        "FAZHI_NOTICE_TEMPLATE": SECRET,
    },
    "FAZHI_NOTICE_SMTP must begin with": MAIL | {"FAZHI_NOTICE_SMTP": f"http://{SECRET}"},
    "FAZHI_NOTICE_SMTP holds a password": MAIL | {"FAZHI_NOTICE_SMTP": f"smtps://me:{SECRET}@mail.example"},
    "FAZHI_NOTICE_SMTP names a user exactly when": MAIL | {"FAZHI_NOTICE_SMTP": "smtps://me@mail.example"},
    "FAZHI_NOTICE_SMTP would send a password in clear": MAIL
    | {"FAZHI_NOTICE_SMTP": "smtp://me@mail.example", "FAZHI_NOTICE_SMTP_PASSWORD": SECRET},
    "FAZHI_NOTICE_TO must be one or more mail addresses": {"FAZHI_NOTICE_SMTP": "smtp://mail.example"},
    "FAZHI_NOTICE_FROM must be": {"FAZHI_NOTICE_SMTP": "smtp://mail.example", "FAZHI_NOTICE_TO": "a@office.example"},
}


@pytest.mark.parametrize("complaint", BAD)
def test_a_setting_that_cannot_be_used_is_one_line_without_its_value(complaint):
    (line,) = read(BAD[complaint]).unusable
    assert line.startswith(complaint)
    assert "\n" not in line
    assert SECRET not in line
