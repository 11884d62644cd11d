"""A notice on the screen: the words are an argument, and a machine without a notifier is told."""

from __future__ import annotations

from govah.cli.notifying import notifier, show_notice

WORDS = 'Alerts: 3; "$(rm x)" -u critical'


def test_the_words_are_one_argument() -> None:
    """Whatever the line holds, it is one argument of the program, after which no option is read."""
    command = notifier(WORDS, lambda name: f"/bin/{name}", "linux")

    assert ["/bin/notify-send", "--app-name=Govah", "--", "Govah", WORDS] == command
    assert WORDS == notifier(WORDS, lambda name: f"/bin/{name}", "darwin")[-1]


def test_a_machine_without_a_notifier() -> None:
    """Nothing is run where there is no program, and a program that fails shows nothing."""
    assert [] == notifier(WORDS, lambda _: None, "linux")
    assert not show_notice(WORDS, lambda _: None, "linux")
    assert not show_notice(WORDS, lambda _: "/no/such/program", "linux")
