"""Nominations put together from the sentence banks: each with a heart of its own.

What a thing is stands once in the bank and is used once. Around it come sentences of its category
and general ones, drawn so that the same sentence comes back as late as possible.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any, Final

from cadair.demo.generator.chance import Deck
from cadair.demo.generator.material import CRITERIA, Place, flow, raw
from seasonfile.document.entrants import Relation
from seasonfile.document.texts import Language

SHORTEST: Final = 80
"""Words a nomination from the bank has at the least."""

_OPENERS: Final = {"self": "self_openers", "third-party": "third_openers"}
# Categories whose nominations claim little: general sentences would claim too much.
_MODEST: Final = ("governance",)
_SMALL_EN: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine")


class Writer:
    """Writes nominations in one language."""

    def __init__(self, language: Language, numbers: random.Random) -> None:
        """Write in `language` (`cy` or `en`), with chance from `numbers`."""
        self._language = language
        self._numbers = numbers
        self._deck = Deck(numbers)
        self._bank = raw(f"bank_{language}")

    def first(
        self, *, category: str, kind: str, relation: Relation, heart: str, place: Place
    ) -> Mapping[str, str]:
        """A nomination of something nobody has written about yet; `heart` says what it is."""
        openers = "person_openers" if kind == "person" else _OPENERS[relation]
        about = "individual" if kind == "person" else category
        return self._nomination(about, openers, heart, place)

    def second(self, *, category: str, kind: str, place: Place) -> Mapping[str, str]:
        """A further nomination, by somebody who saw it from another side."""
        heart = self._deck.draw(self._general("seconding"))
        about = "individual" if kind == "person" else category
        return self._nomination(about, "seconding_openers", heart, place)

    def _nomination(self, category: str, openers: str, heart: str, place: Place) -> dict[str, str]:
        opener = self._deck.draw(self._general(openers))
        closer = self._deck.draw(self._general("closers"))
        texts = {"summary": [opener, heart, closer]}
        for criterion in CRITERIA:
            general = self._general(criterion)
            own = self._bank[category][criterion] or general
            others = own if category in _MODEST else general
            first = self._deck.draw(own)
            texts[criterion] = [first, self._deck.draw([s for s in others if s != first])]
            self._numbers.shuffle(texts[criterion])
        self._lengthen(texts)
        return {key: self._fill(sentences, place) for key, sentences in texts.items()}

    def _lengthen(self, texts: dict[str, list[str]]) -> None:
        for criterion in CRITERIA:
            words = sum(len(s.split()) for sentences in texts.values() for s in sentences)
            if words < SHORTEST:
                spare = [s for s in self._general(criterion) if s not in texts[criterion]]
                texts[criterion].append(self._deck.draw(spare))

    def _general(self, name: str) -> list[str]:
        found: list[str] = self._bank["general"][name]
        return found

    def _fill(self, sentences: Sequence[str], place: Place) -> str:
        filled = [self._figures(sentence, place) for sentence in sentences if sentence]
        return flow(" ".join(text[0].upper() + text[1:] for text in filled))

    def _figures(self, sentence: str, place: Place) -> str:
        numbers = self._numbers
        after = numbers.randint(3, 19)
        few = numbers.randrange(len(_SMALL_EN))
        figures: dict[str, Any] = {
            "place": place.name.en,
            "yn": place.yn_cy,
            "o": place.o_cy,
            "few": _SMALL_EN[few] if self._language == "en" else few + 2,
            "n": numbers.randint(11, 60),
            "many": numbers.randint(9, 90) * 10 + numbers.randint(0, 9),
            "before": after + numbers.randint(12, 70),
            "after": after,
            "months": numbers.randint(11, 30),
            "pct": numbers.randint(21, 64),
        }
        return sentence.format(**figures)
