"""Numbers as papers write them, in digits and in words, and what they are worth."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {word: n for n, word in enumerate(ONES)} | {word: 10 * n for n, word in enumerate(TENS, start=2)}
ORDINALS = {
    word: n
    for n, word in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ).split(),
        start=1,
    )
}
SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "b": 9, "bn": 9, "billion": 9}

# At most 15 digits: no council counts further, and that far a decimal is held exactly.
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,12})?"


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of words, longer ones first, parted by their first letters: most places fail at these."""
    longest: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        longest.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in longest.items())


_BELOW_A_HUNDRED = rf"(?:{one_of(TENS)})(?:[- ](?:{one_of(ONES[1:10])}))?|{one_of(ONES)}"
WORD = (
    rf"(?=[aefnostz])(?:(?:{one_of(ONES[1:])}|a) hundred(?:(?: and)? (?:{_BELOW_A_HUNDRED}))?"
    rf"|a(?= (?:thousand|million|billion)\b)|{_BELOW_A_HUNDRED})"
)
#: A scale right behind its number; a bare "b" needs a currency in front, which the reader checks.
SCALE = r"(?:k|mn?|bn?|thousand|million|billion)\b"
#: A number in digits or words, of whatever kind: where one stands, something else is counted.
NUMBER = re.compile(rf"\d|\b(?:{WORD})\b", re.I)


def number_in_words(word: str) -> int | None:
    """Return the number that a word such as "seven" or "twenty-five" stands for, or nothing.

    Example:
        >>> number_in_words("twenty-five"), number_in_words("two hundred and fifty"), number_in_words("some")
        (25, 250, None)
    """
    hundreds, _, rest = word.lower().rpartition(" hundred")
    parts = [part for part in re.split(r"[- ]", rest) if part not in ("", "and")]
    many = "one" if hundreds == "a" else hundreds
    if not all(part in WORDS for part in [*parts, *many.split()]) or not (parts or many):
        return None
    return 100 * sum(WORDS[part] for part in many.split()) + sum(WORDS[part] for part in parts)


def count_of(word: str) -> int:
    """Return the whole number that digits or a word stand for; "a" is one."""
    return int(word) if word.isdigit() else number_in_words(word) or (0 if word.lower() == "zero" else 1)


def scaled(number: str, scale: str | None) -> Decimal:
    """Return what a number and the scale behind it are worth.

    Example:
        >>> str(scaled("10.6", "m")), str(scaled("1,168", None)), str(scaled("seven", "thousand"))
        ('10600000', '1168', '7000')
    """
    value = Decimal(number.replace(",", "")) if number[0].isdigit() else Decimal(count_of(number))
    return plain_decimal(value * (Decimal(10) ** SCALES[scale.lower()] if scale else 1))


def plain_decimal(value: Decimal) -> Decimal:
    """Return it without an exponent or trailing zeros after the point."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


_ROOM = re.compile(r"\s{40,}")


def stretches(text: str) -> list[tuple[int, str]]:
    """Return the parts of a text that wide room parts, each with where it begins: no number or date reaches over it.

    Example:
        >>> [(begin, part.strip()) for begin, part in stretches("12 cases" + 40 * " " + "2015")]
        [(0, '12 cases'), (48, '2015')]
    """
    out, begin = [], 0
    for match in _ROOM.finditer(text):
        out.append((begin, text[begin : match.start()]))
        begin = match.end()
    return [*out, (begin, text[begin:])]
