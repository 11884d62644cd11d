"""How a person is called: in the letters that the reader reads, where any document writes the name in them."""

from __future__ import annotations

from govah.desk.people.clusters import Person
from govah.records import Mention, person_of


def person(*mentions: tuple[str, ...]) -> Person:
    """Gives a person of whom documents write these names, each with its other forms."""
    made = tuple(
        Mention(f"m{'a' * 14}{at}", "daaaaaaaaaaaaaaaaa", "person", forms[0], forms[1:]) for at, forms in enumerate(mentions, 2)
    )
    return Person(person_of(made[0].id), made)


def test_another_form_heads_the_case() -> None:
    """Where a document gives the Persian name only beside the Latin one, a Persian page shows it, an English page the other."""
    one = person(("Kaveh Rastegar", "کاوه رستگار"))

    assert one.name_in("fa") == "کاوه رستگار"
    assert one.name_in("en") == "Kaveh Rastegar"
    assert person(("کاوه رستگار", "Kaveh Rastegar")).name_in("en") == "Kaveh Rastegar"


def test_what_a_document_writes_comes_first() -> None:
    """A name that a document writes as the name comes before a longer one that it gives as another form."""
    one = person(("کاوه رستگار", "Kaveh"), ("Kaveh Rastegar", "Kaveh Rastegar Alborzi", "کاوه رستگار البرزی"))

    assert one.name_in("fa") == "کاوه رستگار"
    assert one.name_in("en") == "Kaveh Rastegar"


def test_nothing_is_made_up() -> None:
    """Where no document writes the name in the reader's letters, it stands as it is written."""
    assert person(("Kaveh Rastegar",)).name_in("fa") == "Kaveh Rastegar"
