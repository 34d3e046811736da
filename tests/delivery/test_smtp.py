"""One connection, many mails, and an exact account of each."""

import pytest

from delivery.mail_server import DROP, HANG, KEEP_AND_DROP, PASSWORD, USER, running
from jama_checksheet.delivery.smtp import Post
from jama_checksheet.delivery.smtp_server import Server

A, B, C = "a@example.co.jp", "b@example.co.jp", "c@example.co.jp"
MAIL = b"Subject: x\r\n\r\n.\r\nbody\r\n"


@pytest.fixture
def post(certificate, trusting):
    with (
        running(certificate[1]) as (received, port),
        Post(Server("localhost", port, user=USER, password=PASSWORD, timeout=1), trusting) as opened,
    ):
        opened.received = received
        yield opened


def sent(post, *addresses):
    account = post.send("sato@example.co.jp", addresses, MAIL)
    return list(account.accepted), {address: failure.code for address, failure in account.refused.items()}


def test_all_receive_it_encrypted_and_unchanged(post):
    assert sent(post, A, B) == ([A, B], {})

    assert post.received.addresses == [[A, B]]
    assert post.received.encrypted == [True]
    assert post.received.mails[0].content == MAIL
    assert post.received.mails[0].mail_from == "sato@example.co.jp"


def test_one_refused_address_does_not_keep_the_others_from_it(post):
    post.received.answer = lambda step, what: "550 5.1.1 User unknown" if what == B else ""

    assert sent(post, A, B, C) == ([A, C], {B: "550"})
    assert post.received.addresses == [[A, C]]


def test_when_all_are_refused_nothing_goes_and_the_next_mail_does(post):
    post.received.answer = lambda step, what: "450 4.2.1 Busy" if what == A else ""

    assert sent(post, A) == ([], {A: "450"})
    assert sent(post, B) == ([B], {})
    assert post.received.addresses == [[B]]


@pytest.mark.parametrize("step", ["MAIL", "DATA"])
@pytest.mark.parametrize("reply", ["451 4.3.0 Try later", "554 5.7.1 Refused"])
def test_a_refused_mail_reaches_nobody_and_the_next_one_goes(step, reply, post):
    answers = iter([reply])
    post.received.answer = lambda seen, what: next(answers, "") if seen == step else ""

    assert sent(post, A, B) == ([], {A: reply[:3], B: reply[:3]})
    assert sent(post, A, B) == ([A, B], {})
    assert post.received.addresses == [[A, B]]


@pytest.mark.parametrize("step", ["MAIL", "RCPT"])
@pytest.mark.parametrize("what", [DROP, HANG])
def test_a_dropped_or_silent_line_fails_this_mail_alone(step, what, post):
    answers = iter([what])
    post.received.answer = lambda seen, _: next(answers, "") if seen == step else ""

    accepted, refused = sent(post, A)
    assert (accepted, refused) in (([], {A: ""}), ([], {A: "421"}))
    assert sent(post, B) == ([B], {})
    assert [B] in post.received.addresses


@pytest.mark.parametrize("what", [DROP, HANG, KEEP_AND_DROP])
def test_a_line_lost_after_the_end_of_the_mail_leaves_it_unknown_and_the_next_one_goes(what, post):
    answers = iter([what])
    post.received.answer = lambda step, _: next(answers, "") if step == "DATA" else ""

    account = post.send("sato@example.co.jp", [A], MAIL)

    assert (account.accepted, account.refused, account.unknown) == ((), {}, (A,))
    assert sent(post, B) == ([B], {})


def test_who_was_refused_before_is_known_even_where_the_rest_is_not(post):
    post.received.answer = lambda step, what: (
        "550 no" if what == B else KEEP_AND_DROP if step == "DATA" else ""
    )

    account = post.send("sato@example.co.jp", [A, B], MAIL)

    assert (account.accepted, list(account.refused), account.unknown) == ((), [B], (A,))
    assert post.received.addresses == [[A]]


@pytest.mark.parametrize("reply", ["999 strange", "xyz"])
def test_an_answer_that_says_nothing_leaves_it_unknown(reply, post):
    post.received.answer = lambda step, what: reply if step == "DATA" else ""

    assert post.send("sato@example.co.jp", [A], MAIL).unknown == (A,)


def test_a_line_lost_in_the_middle_of_the_mail_reached_nobody(post, monkeypatch):
    smtp, send = post._smtp, post._smtp.send

    def lost(text):
        if b"body" in bytes(text if isinstance(text, bytes) else text.encode()):
            smtp.close()
        send(text)

    monkeypatch.setattr(smtp, "send", lost)
    account = post.send("sato@example.co.jp", [A], MAIL)

    assert (list(account.refused), account.unknown) == ([A], ())
    assert "届いていません" in account.refused[A].reason
    assert post.received.mails == []


def test_a_server_that_says_goodbye_is_called_again(post):
    answers = iter(["421 4.7.0 Too many messages"])
    post.received.answer = lambda step, what: next(answers, "") if step == "RCPT" else ""

    assert sent(post, A) == ([], {A: "421"})
    assert sent(post, A) == ([A], {})
    assert len(post.received.logins) == 2


def test_a_server_that_is_gone_is_not_asked_for_every_mail(certificate, trusting):
    with running(certificate[1]) as (received, port):
        post = Post(Server("localhost", port, user=USER, password=PASSWORD, timeout=1), trusting)
        post.__enter__()
        received.answer = lambda step, what: DROP
        assert sent(post, A)[0] == []
    assert "接続できませんでした" in post.send("s@example.co.jp", [A], MAIL).refused[A].reason
    assert "接続できませんでした" in post.send("s@example.co.jp", [B], MAIL).refused[B].reason
    post.__exit__(None, None, None)


def test_three_lost_lines_in_a_row_are_enough(post):
    post.received.answer = lambda step, what: DROP

    for _ in range(3):
        assert sent(post, A)[0] == []
    assert "続けて切れた" in post.send("s@example.co.jp", [A], MAIL).refused[A].reason
    assert len(post.received.logins) == 3


def test_what_the_server_says_comes_on_one_line_and_short(post):
    post.received.answer = lambda step, what: "550-first line\r\n550 " + "x" * 300 if what == A else ""

    reason = post.send("s@example.co.jp", [A], MAIL).refused[A].reason

    assert "first line x" in reason
    assert "\n" not in reason
    assert len(reason) < 200


def test_a_mail_larger_than_the_server_takes_is_refused_before_it_travels(certificate, trusting):
    with (
        running(certificate[1], data_size_limit=100) as (received, port),
        Post(Server("localhost", port, user=USER, password=PASSWORD, timeout=1), trusting) as post,
    ):
        account = post.send("s@example.co.jp", [A], b"x" * 101)

    assert account.refused[A].code == "552"
    assert received.mails == []


def test_an_interruption_hangs_up_at_once(post, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    smtp = post._smtp
    monkeypatch.setattr(smtp, "docmd", interrupted)

    with pytest.raises(KeyboardInterrupt):
        sent(post, A)
    assert smtp.sock is None
