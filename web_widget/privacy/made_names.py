"""Names as parents type them, for messages to learn from."""

from __future__ import annotations

import random

from web_widget.privacy.vocabulary import ALSO_WORDS, PARTICLES
from web_widget.privacy.word_lists import WordKinds, words

_VOWELS = "aeiouy"
_WITH_PARTICLE = 0.06


class MadeNames:
    """Names from the lists, misspelt ones, new ones, double ones, initials and words that are names.

    Args:
        kinds: whose lists are used.
        chance: makes all choices.
    """

    def __init__(self, kinds: WordKinds, chance: random.Random) -> None:
        self._chance = chance
        self._ours = words("first_names.txt")
        self._listed = sorted(kinds.given)
        self._our_surnames = words("surnames.txt")
        self._surnames = sorted(kinds.surnames)
        self._words = sorted(ALSO_WORDS)
        self._syllables = words("syllables.txt")
        self._particles = sorted(PARTICLES)

    def first(self) -> str:
        """The name that somebody is called by: mostly a first name."""
        ways = (self._plain, self._word, self._misspelt, self._new, self._double, self._short, self.full)
        return self._chance.choices(ways, (56, 15, 9, 8, 6, 2, 4))[0]()

    def full(self) -> str:
        """A first name and a surname."""
        first = self._chance.choice((self._plain, self._plain, self._word, self._misspelt, self._new, self._letter))()
        between = f"{self._chance.choice(self._particles)} " if self._chance.random() < _WITH_PARTICLE else ""
        return f"{first} {between}{self.surname()}"

    def surname(self) -> str:
        """A surname, a double one now and then."""
        names = self._our_surnames if self._chance.random() < 0.5 else self._surnames
        name = self._chance.choice(names)
        ways = (name, f"{name}-{self._chance.choice(names)}", self._change(name), self._new())
        return self._chance.choices(ways, (78, 7, 8, 7))[0]

    def _plain(self) -> str:
        return self._chance.choice(self._ours if self._chance.random() < 0.6 else self._listed)

    def _word(self) -> str:
        return self._chance.choice(self._words)

    def _misspelt(self) -> str:
        return self._change(self._plain())

    def _new(self) -> str:
        return "".join(self._chance.choices(self._syllables, k=self._chance.randint(2, 4)))

    def _double(self) -> str:
        second = self._chance.choice((self._plain(), self._word(), "mae", "rose", "lee", "may"))
        return f"{self._plain()}{self._chance.choice('- -')}{second}"

    def _short(self) -> str:
        first, second = self._chance.choices("abcdefghjklmnoprstwz", k=2)
        return self._chance.choice((first, f"{first}.{second}.", first + second, f"{first}{second}"))

    def _letter(self) -> str:
        return self._chance.choice("abcdefghijklmnoprstwz") + self._chance.choice(("", "."))

    def _change(self, name: str) -> str:
        """The word with one letter added, missing, doubled or changed."""
        place = self._chance.randrange(len(name))
        letter = name[place]
        other = self._chance.choice(_VOWELS) if letter in _VOWELS else letter
        return name[:place] + self._chance.choice(("", letter * 2, other, letter + "h")) + name[place + 1 :]
