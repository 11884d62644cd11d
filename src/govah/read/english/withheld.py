"""What is kept back: where somebody is held, what the charge is, a call home; and marks that a body bears."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govah.read.english.coreference import Memory
from govah.read.english.event import Event, meant
from govah.read.english.phrases import Phrase
from govah.read.english.roles import patients
from govah.read.english.scene import Scene

_WHERE: Final = re.compile(
    r"(?i)\b(?:refus\w+|declin\w+|fail\w*|unwilling|(?:would|will|did|does|do|has|have) (?:not|never)|"
    r"(?:would|wo|did)n['’]t) "
    r"(?:to )?(?:\w+ly )?(?:tell|told|say|said|disclose[d]?|reveal(?:ed)?|inform(?:ed)?|give|given) [^.;]{0,60}?"
    r"\b(?:where\b(?! \w+ (?:would|will))|whereabouts\b|place of detention)"
)
_NOTHING_HEARD: Final = re.compile(
    r"(?i)\b(?:heard nothing (?:of|from|about)|nothing (?:(?:has|had) been|was|is) heard|"
    r"(?:given|received|had|has had|have had|got) no (?:\w+ )?(?:information|news|word) (?:about|regarding|on|of|as "
    r"to|concerning) "
    r"(?:(?:his|her|their) (?:fate|whereabouts)|him|her|them)|(?:not|never|n['’]t) heard (?:anything "
    r")?(?:from|of)|lost (?:all )?contact with|"
    r"no (?:\w+ )?(?:information|news|word|explanation) (?:was|were|has been|had been|is) (?:\w+ )?(?:provided|given|offered|"
    r"available) to [^.;]{0,40}?\b(?:family|families|relatives|parents)\b|"
    r"(?:not|never|n['’]t) been heard from|(?:not|never|n['’]t) been (?:seen or heard|seen))\b"
)
_OF_KIN: Final = re.compile(
    r"(?i) (?:his|her|their|my) (?:\w+ )?(?:brothers?|sisters?|sons?|daughters?|children|wife|husband|"
    r"father|mother|parents|cousins?|friends?)\b"
)
_NOT_HOME: Final = re.compile(
    r"(?i)\b(?:has|have|had) (?:not|never) (?:come|returned|been) (?:back )?(?:home|back) since (?:then|that|the|"
    r"(?:last |yester)?(?:mon|tues|wednes|thurs|fri|satur|sun)?day|last|early|late|\d)"
)
_NOBODY_SAYS: Final = re.compile(
    r"(?i)\b(?:nobody|no one|no official|none of (?:them|the \w+)) (?:has|had|would|could|will|can) (?:yet )?"
    r"(?:say|said|tell|told|confirm|confirmed|heard) [^.;]{0,40}?\b(?:where\b|whereabouts\b|what had become of)"
)
_NOBODY_HEARD: Final = re.compile(
    r"(?i)\b(?:(?:nobody|no one|none of (?:them|the \w+)) (?:has|had) (?:(?:heard|had (?:any )?(?:news|word)) (?:from|of)|"
    r"seen (?=[^.;]{2,50} since (?:he|she|they|his|her|their) (?:was|were|arrest|detention|abduction)\b))|"
    r"^(?:there (?:is|has been) )?no (?:news|word|trace|sign) (?:of|from)(?= [^.;]{3,80}\b(?:since|after|day|week)\b))"
)
_STRUCK: Final = re.compile(
    r"(?i)\b(?:bullets?|pellets?|rounds?|shots?|shrapnel|canisters?) (?:had )?(?:\w+ )?(?:went|gone|passed|tore|ripped|"
    r"smashed|lodged|entered|pierced|penetrated|shattered|blinded|struck|hit) (?:through |into |in |clean through )?"
    r"(?:his|her|their|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*['’]s) (?:\w+ ){0,2}?"
    r"(?:eyes?|leg|arm|face|foot|hand|shoulder|back|chest|abdomen|stomach|neck|throat|thigh|knee|jaw|skull|spine|side)\b|"
    r"\b(?:removed?|took|taken|extracted?|dug) (?:\w+ ){0,3}?(?:pellets|bullets?|shrapnel)\b[^.;]{0,12}? (?:from|out of) "
    r"(?:(?:his|her|their) (?:\w+ )?(?:eyes?|leg|arm|face|foot|hand|body|shoulder|back|chest|head|neck)|"
    r"the (?:\w+ )?(?:eyes?|leg|arm|face|foot|hand|body|shoulder|back|chest|head|neck) of \w+(?: \w+)?)\b"
)
_BURNT: Final = re.compile(
    r"(?i)\bcigarettes? (?:(?:was|were) )?(?:(?:put|stubbed) )?out on (?:his|her|their|my|our) \w+|"
    r"\b(?:put|stubbed) out (?:\w+ ){0,2}cigarettes? on (?:his|her|their|my|our) \w+"
)
_DRIVEN_OFF: Final = re.compile(
    r"(?i)\b(?:agents|men|police|officers|guards|soldiers|forces|they)\b[^.;]{0,90}\b(?:drove|made) (?:off|away) with "
    r"(?:him|her|them|me|us)\b"
)
_DEATH_SOUGHT: Final = re.compile(
    r"(?i)\b(?:prosecut(?:ors?|ion)|they) (?:has |have |had |are |is |was |were )?(?:\w+ly )?(?:asked|asking|ask|called|"
    r"calling|pressing|pushing) for (?:the death (?:penalty|sentence)|a death sentence|capital punishment|"
    r"(?:his|her|their) execution|(?=[A-Z][^,.;]{2,40} to be (?:put to death|executed|hanged|sentenced to death)))"
)
_NO_CHARGES: Final = re.compile(
    r"(?i)\bno (?:formal |official |specific )?(?:charges?|accusations?|indictment) (?:against [\w .'’-]{3,60}? "
    r")?(?:has|have|had) "
    r"(?:yet |so far )?been (?:announced|disclosed|published|made public|revealed)\b"
)
_AGAINST_OTHERS: Final = re.compile(
    r"(?i)\bagainst (?:the|any|other|his|her|their|those|its) (?!\d|two|three|four|men|women|brothers|couple)"
)
_NO_RECORD: Final = re.compile(
    r"(?i)\b(?:no|any) (?:record|knowledge|trace) of (?:having )?(?:ever )?(?:arrest|detain|hold)(?:ed|ing)\b|\bno "
    r"record of (?:his|her|their|any|the|such an?|an?) (?:\w+ )?(?:arrest|detention|detainee|prisoner)\b|"
    r"\b(?:den(?:y|ies|ied)) (?:holding|having (?:arrested|detained)|that (?:he|she|they) (?:was|were|is|are) (?:\w+ "
    r")?(?:in custody|held))"
)
_SUSPICION: Final = re.compile(r"(?i)\b(?:on|under) (?:suspicion|accusations?) of (?!being\b)")
_BEATINGS: Final = re.compile(r"(?i)\b(?:after|from|following|because of|due to|by) (?:\w+ ){0,2}beatings?\b")
_NO_CALL: Final = re.compile(
    r"(?i)\b(?:without being (?:able|allowed|permitted) to|(?:not|n['’]t|never) (?:been )?(?:able|allowed|permitted) to|"
    r"unable to) "
    r"(?:tele)?(?:phone|call|contact|speak to|write to|see) (?:anyone|anybody|(?:his|her|their) (?:\w+ )?"
    r"(?:famil(?:y|ies)|mother|father|parents|wife|husband|children|relatives|home)|home)\b"
)
_KIN: Final = r"(?:famil(?:y|ies)|relatives|parents|mother|father|wife|husband|children|brother|sister|sons?|daughters?)"
_KEPT_OUT: Final = re.compile(
    rf"(?i)\b{_KIN} (?:of [\w .'’-]{{3,40}}? )?(?:ha(?:s|ve|d)|was|were|is|are) (?:(?:still|yet|repeatedly) )?"
    r"(?:(?:not|never|n['’]t) (?:yet )?(?:been )?(?:able|allowed|permitted) to|"
    r"(?:been )?(?:barred|banned|prevented|prohibited|forbidden|stopped) from|(?:been )?(?:refused|denied) "
    r"(?:permission|leave) to|"
    r"(?:been )?(?:unable|forbidden) to) (?:visit|see|meet|call|contact|speak|talk|phone|telephone)\w*(?: (?:to |with "
    r")?(?:him|her|them|[A-Z]\w+))?|"
    rf"\b{_KIN} (?:ha(?:s|ve|d) been|was|were) denied (?:any )?access to (?:him|her|them|[A-Z]\w+)"
)
_IGNORANT: Final = (
    r"(?:(?:not|never|n['’]t|neither|yet) (?:\w+ )?(?:know|knew|known|been (?:told|informed|notified|made aware)|told|informed|"
    r"notified|been given (?:any )?(?:information|news))|unaware|no idea|no knowledge|"
    r"no (?:\w+ )?(?:information|news|word)|in the dark|"
    r"(?:left )?without (?:any )?(?:news|word|information))"
)
_UNAWARE: Final = re.compile(
    rf"(?i)\b(?:{_KIN}|lawyers?)(?: and (?:\w+ )?(?:{_KIN}|lawyers?|friends|colleagues))? (?:of [\w .'’-]{{3,40}}? )?"
    r"(?:[a-z][^.;,]{0,40} and )?(?:(?:do|does|did|has|have|had|was|were|is|are|still|also|currently|been|remain(?:s|ed)?) )*"
    rf"{_IGNORANT}\b[^.;]{{0,50}}?\b(?:where\b(?! \w+ (?:would|will))|whereabouts\b|fate\b|location\b)|"
    r"\b(?:we|they|I|friends|colleagues|supporters) (?:still |really )?(?:do|did)(?: not|n['’]t) (?:yet |even )?know where\b"
    r"(?=[^.;]{2,60}\b(?:is|was|are|were|being)\b)|"
    rf"\bneither (?:\w+ ){{0,2}}?{_KIN} nor (?:\w+ ){{0,2}}?\w+ (?:(?:has|have|had|was|were) )?(?:been )?"
    r"(?:told|informed|know|knows|knew|notified)\b[^.;]{0,40}?\b(?:where|whereabouts|fate)\b|"
    rf"(?i:{_KIN}) (?:waited|searched|spent|had to wait) [^.;]{{2,60}}? "
    r"(?:to find out|to learn|before (?:\w+ )?(?:learning|finding out|being told)) where\b"
)
"""As in "Her family did not know where she was", "neither his wife nor his lawyer has been told where he is"."""
_COUNSEL_OUT: Final = re.compile(
    r"(?i)\b(?:lawyers?|attorneys?|counsel|legal team) (?:of [\w .'’-]{3,40}? )?(?:(?:says?|said) (?:that )?(?:they|"
    r"he|she) )?(?:ha(?:s|ve|d)|was|were) "
    r"(?:(?:still|yet|repeatedly) )?"
    r"(?:(?:not|never|n['’]t) (?:yet )?(?:been )?(?:able|allowed|permitted) to|(?:been )?(?:barred|banned|prevented|"
    r"prohibited|kept) (?:from|out)|"
    r"(?:been )?(?:refused|denied) (?:permission|leave) to|(?:been )?(?:unable|forbidden) to) "
    r"(?:meet|see|visit|speak|talk|contact|consult|read|study|access|attend|represent|of|defend)\w* ?(?:to |with "
    r")?(?:him|her|them|[A-Z]\w+)?"
)
_NO_COUNSEL: Final = re.compile(
    r"(?i)\bno (?:lawyers?|attorneys?) (?:was|were|has been|have been) (?:allowed|permitted|able) to "
    r"(?:see|meet|visit|speak|represent)\b"
    r"(?! (?:to )?the (?:cellmate|brother|sister|wife|husband|son|friend))|"
    r"\b(?:prevent|bar|block|stop|ban)(?:s|n?ed|p?ed|r?ed)? (?:his|her|their) (?:\w+ )?"
    r"(?:lawyers?|attorneys?|counsel) from (?:visit|see|meet|speak|contact)\w*\b"
)
_HELD_BY_ORDER: Final = re.compile(
    r"(?i)\b(?:court|judge|magistrate|tribunal)\b[^.;]{0,40}? (?:has |had )?(?:ordered|ruled|directed|decided) that "
    r"(?![^.;]{0,40}\b(?:brother|sister|son|daughter|father|mother|wife|husband|friend|lawyer|cellmate|killers?|guards?)s?\b)"
    r"(?=[^.;]{2,50} (?:should )?be (?:held|detained|remanded|kept)\b)"
)
_LAST_VISIT: Final = re.compile(
    r"(?i)\b(?:(?:not|nor|never|neither|n['’]t) (?:\w+ ){0,4}?(?:given|granted|allowed|offered|permitted|had) "
    r"(?:an? |any |the |even )*"
    r"(?:(?:final|last|farewell|single) )?(?:visit|meeting|farewell|goodbye|phone call)|"
    r"without (?:an? |any |the )?(?:final|last|farewell) (?:visit|meeting|goodbye|call))\b"
)
_NO_VISITS: Final = re.compile(
    r"(?i)\bno (?:family )?(?:visits?|visitors|phone calls?|calls) (?:is|are|was|were|has been|have been) (?:\w+ )?"
    r"(?:allowed|permitted|granted)\b"
)
_BODY_MARKS: Final = re.compile(
    r"(?i)\bthere were (?:\w+ ){0,3}?(?:burns|bruises|marks|wounds|welts|scars|signs of torture) (?:\w+ "
    r"){0,3}?(?:on|all over|across) (?:his|her|their|the (?:body|neck|face|back|head|arms|legs|hands|chest|wrists))\b"
)
_COUNSEL_ABSENT: Final = re.compile(
    r"(?i)\bwithout (?:his |her |their |an? |any )?(?:\w+ )?(?:lawyers?|counsel|attorneys?) (?:being )?(?:present|there)\b"
)
_MARKS: Final = re.compile(
    r"(?i)\b(?:bod(?:y|ies)|corpse|face|back|hands|feet|legs) (?:\w+ ){0,2}?(?:bore|bears?|showed|shows?|had|carried) "
    r"(?:\w+ ){0,2}?"
    r"(?:marks|signs|traces|evidence|bruises) of (?:\w+ ){0,2}?(?:torture|flogging|beatings?|whipping|electric shocks?|"
    r"ill-treatment)\b"
)
_UNKNOWN_UNTIL: Final = re.compile(
    r"(?i)\bwhereabouts (?:\w+ ){0,3}?(?:was|were|had been|remained) (?:\w+ )?unknown (?:to [\w ]{3,30})?(?:until|for|till)\b"
)
_TAKEN: Final = re.compile(r"(?i)\b(?:arrest\w*|detention|detained|taken|abduct\w+|seized)\b")
_NOBODY_KNOWS: Final = re.compile(
    r"(?i)\b(?:nobody|no one|none of (?:us|them)) (?:yet |still )?knows where (?=[^.;]{2,60} (?:is|was|has been) (?:being )?"
    r"(?:held|kept|taken|detained)\b)"
)


_TOLD: Final[tuple[tuple[re.Pattern[str], str, str, bool, tuple[str, ...]], ...]] = (
    (_WHERE, "disappeared", "en-where-withheld/1", True, ("where", "place of detention")),
    (_NOTHING_HEARD, "disappeared", "en-nothing-heard/1", True, ("heard", "lost", "seen", " no ")),
    (_NOT_HOME, "disappeared", "en-not-home/1", False, (" since ",)),
    (_UNAWARE, "disappeared", "en-unaware/1", False, ("where", "fate", "location")),
    (_NOBODY_SAYS, "disappeared", "en-where-withheld/1", True, ("nobody", "no one", "none of", "no official")),
    (
        _NOBODY_HEARD,
        "disappeared",
        "en-nothing-heard/1",
        True,
        ("nobody", "no one", "none of", "no news", "no word", "no trace", "no sign"),
    ),
    (
        _STRUCK,
        "injured",
        "en-struck/1",
        False,
        ("bullet", "pellet", "round ", "rounds ", "shot ", "shots ", "shrapnel", "canister"),
    ),
    (_BURNT, "tortured", "en-burnt/1", False, ("cigarette",)),
    (_DRIVEN_OFF, "arrested", "en-driven-off/1", False, ("off with", "away with")),
    (
        _DEATH_SOUGHT,
        "faces_death_penalty",
        "en-death-sought/1",
        True,
        ("for the death", "for a death", "for capital", "execution", "put to death", "to be executed", "to be hanged"),
    ),
    (_NO_CALL, "denied_family_contact", "en-no-call/1", False, ("able to", "allowed to", "permitted to", "able ")),
    (
        _KEPT_OUT,
        "denied_family_contact",
        "en-kept-out/1",
        False,
        ("visit", "see", "meet", "call", "contact", "speak", "talk", "phone"),
    ),
    (_LAST_VISIT, "denied_family_contact", "en-last-visit/1", False, ("visit", "meeting", "farewell", "goodbye", "call")),
    (_NO_VISITS, "denied_family_contact", "en-no-visits/1", False, ("visit", "call")),
    (_BODY_MARKS, "tortured", "en-marks/1", False, ("there were",)),
    (_NO_COUNSEL, "denied_lawyer", "en-no-counsel/1", True, ("no lawyer", "no attorney", "from ")),
    (_HELD_BY_ORDER, "detained_at", "en-ordered-held/1", True, (" that ",)),
    (_COUNSEL_OUT, "denied_lawyer", "en-kept-out/1", False, ("lawyer", "attorney", "counsel", "legal team")),
    (_MARKS, "tortured", "en-marks/1", False, ("marks", "signs", "traces", "evidence", "bruises")),
    (_UNKNOWN_UNTIL, "disappeared", "en-unknown-until/1", False, ("whereabouts",)),
    (_SUSPICION, "charged_with", "en-suspicion/1", False, ("suspicion", "accusation")),
    (_BEATINGS, "tortured", "en-beatings/1", False, ("beating",)),
)
"""Pattern, predicate, rule, whether the person stands behind, and words without one of which the pattern is not tried."""
_DENIED: Final[tuple[tuple[re.Pattern[str], str, str, tuple[str, ...]], ...]] = (
    (_NO_RECORD, "arrested", "en-no-record/1", ("record", "knowledge", "trace", "den")),
)
_SILENT: Final[tuple[tuple[re.Pattern[str], str, str, tuple[str, ...]], ...]] = (
    (_NO_CHARGES, "charged_with", "en-no-charges/1", ("charge", "accusation", "indictment")),
    (_NOBODY_KNOWS, "disappeared", "en-nobody-knows/1", ("knows where",)),
)


def _hinted(lower: str, hints: tuple[str, ...]) -> bool:
    """Whether one of the words stands in the sentence without which a pattern is not tried."""
    for hint in hints:  # noqa: SIM110 - a plain loop takes less than half the time, and this runs for each sentence and pattern
        if hint in lower:
            return True
    return False


def withheld(scene: Scene, memory: Memory) -> Iterator[Event]:
    """Gives what a sentence says is kept from a person or from those who ask for the person."""
    text = scene.text[scene.sentence.start : scene.sentence.end]
    lower = text.lower()
    for pattern, predicate, rule, behind, hints in _TOLD:
        found = pattern.search(text) if _hinted(lower, hints) else None
        if found and (pattern is not _SUSPICION or _TAKEN.search(text) or "custody" in lower or " held " in lower):
            persons = _whose(scene, memory, found, behind=behind)
            if pattern is _SUSPICION:
                persons = _taken(scene, memory, _place(scene, found.start()))
            yield Event(scene, _place(scene, found.start()), predicate, persons, rule, noun=True, negative=True)
    for pattern, predicate, rule, hints in _DENIED:
        found = pattern.search(text) if _hinted(lower, hints) else None
        if found:
            persons = _whose(scene, memory, found, behind=False)
            chain = _denier(found, persons, memory)
            yield Event(scene, _place(scene, found.start()), predicate, persons, rule, noun=True, stance="denied", chain=chain)
    for pattern, predicate, rule, hints in _SILENT:
        found = pattern.search(text) if _hinted(lower, hints) else None
        behind = predicate == "charged_with" or pattern is _NOBODY_KNOWS
        if found and not _AGAINST_OTHERS.search(found.group()) and (behind or _TAKEN.search(text[: found.start()])):
            persons = _whose(scene, memory, found, behind=behind)
            place, told = _place(scene, found.start()), "not made public"
            yield Event(scene, place, predicate, persons, rule, noun=True, stance="unknown", value=told)


def _whose(scene: Scene, memory: Memory, found: re.Match[str], *, behind: bool) -> tuple[int, ...]:
    """Whom the words are about: named or meant behind them, within them or before them; else of whom the text speaks."""
    start = scene.sentence.start
    if behind and _OF_KIN.match(scene.text[start + found.end() : scene.sentence.end]):
        return ()
    spans = ((found.start(), 10_000), (0, found.start())) if behind else ((found.start(), found.end()), (0, found.start()))
    for low, high in spans:
        phrases = [one for one in scene.row if one.kind == "NP" and start + low <= scene.tokens[one.first].start < start + high]
        for phrase in phrases if low else reversed(phrases):
            persons = _meant(scene, memory, phrase)
            if persons:
                return persons
    recent = [
        number
        for number in dict.fromkeys(one for _, one in reversed(memory.recently(scene.number - 3)))
        if number in memory.focus
    ]
    return tuple(recent[:1])


def _denier(found: re.Match[str], persons: tuple[int, ...], memory: Memory) -> tuple[str, ...]:
    """Who denies a charge, as written, or by name where a pronoun stands."""
    who = found.groupdict().get("who") or ""
    if who.lower() not in {"he", "she", "they"}:
        return (who,) if who else ()
    return (", ".join(memory.people.everybody[number].name for number in persons),) if persons else ()


def _taken(scene: Scene, memory: Memory, place: int) -> tuple[int, ...]:
    """Who is arrested on suspicion of something: the patient of the nearest verb."""
    verb = next((at for at in range(place, -1, -1) if scene.row[at].kind == "VG"), -1)
    return meant(scene, patients(scene.row, verb), memory) if verb >= 0 else ()


def _meant(scene: Scene, memory: Memory, phrase: Phrase) -> tuple[int, ...]:
    persons = memory.owner_of(scene, phrase) or memory.mean(scene, phrase)
    everybody = memory.people.everybody
    known = memory.focus or {person.number for person in everybody if not person.official}
    return tuple(number for number in persons if number in known)


def _place(scene: Scene, offset: int) -> int:
    at = scene.sentence.start + offset
    return next((place for place, one in enumerate(scene.row) if scene.tokens[one.last - 1].end > at), len(scene.row) - 1)
