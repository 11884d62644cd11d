"""Who tells a text in the first person: the writer of a letter, whoever introduces himself, whoever signs it."""

from __future__ import annotations

import re
from typing import Final

from govah.read.persian.letters import fold_letters
from govah.read.persian.scene import PERSON, Mention, Scene

_TELLS: Final = re.compile(fold_letters(r"(?<!\S)(?:من|مرا|هستم|بودم|شدم|کردم|ام|می کنم|دادم|گفتم|داشتم|ندارم|نشدم)(?!\S)"))
_QUOTED: Final = re.compile("«[^»]*»?")
_INTRODUCED: Final = re.compile(
    fold_letters(rf"(?:^| )(?:من|اینجانب|بنده)(?: \S+م)?(?: ،)? ({PERSON})(?= ،| هستم| ام(?!\S)|م(?!\S)| از | در | \.|$)")
)
_HEADED: Final = re.compile(
    fold_letters(
        rf"(?:^| )(?:نامه|متن نامه|نامه ای|پیام|روایت|دلنوشته|دل نوشته|یادداشت|فایل صوتی|پیام صوتی|صدای|نوشته)"
        rf"(?: (?!به |برای |درباره )\S+){{0,3}}? ({PERSON})"
    )
)
_SIGNED: Final = re.compile(rf"\W*({PERSON})(?: (?:[-،(] )?(?:\S+ ?){{0,6}})?\W*")
_LAST: Final = 3
"""Among how many sentences at the end a signature is looked for."""


def narrator_of(scenes: tuple[Scene, ...]) -> Mention | None:
    """Gives the name of whoever tells the text in the first person, as it stands there; None where nobody does."""
    if not any(_TELLS.search(_QUOTED.sub("", scene.skeleton)) for scene in scenes):
        return None
    signed = [(scene, _SIGNED.fullmatch(scene.skeleton)) for scene in scenes[-_LAST:]]
    headed = [(scene, _HEADED.search(scene.skeleton)) for scene in scenes[:1]]
    introduced = [(scene, _INTRODUCED.search(_QUOTED.sub("", scene.skeleton))) for scene in scenes]
    for scene, found in (*introduced, *headed, *reversed(signed)):
        if found is not None and scene.mention(found[1]).kind == "name":
            return scene.mention(found[1])
    return None
