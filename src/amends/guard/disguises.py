"""Seeing through disguised writing: look-alike letters, hidden characters, spaced-out words.

`opened` gives a text as its reader understands it, for the words of a language; `skeleton` goes
further and folds everything that looks alike, for the names of messengers and payment services.
"""

import re
import unicodedata
from functools import cache

from confusable_homoglyphs import confusables  # type: ignore[import-untyped]

# Letters whose capital or hand-written form is a Latin letter; the list of Unicode leaves them out.
_ALSO = dict(zip("кмтнвіѕјԁһпш", "kmthbisjdhnw", strict=True))
# Figures and signs that stand for letters. What looks like l, i or 1 is one letter.
_FIGURES = str.maketrans("0134578$@!|i", "oleastbsalll")
_DIGIT_WORDS = {
    **{w: str(n) for n, w in enumerate(
        "zero one two three four five six seven eight nine".split())},
    **{w: str(n) for n, w in enumerate(
        "cero uno dos tres cuatro cinco seis siete ocho nueve".split())},
    **{w: str(n) for n, w in enumerate(
        "zero um dois tres quatro cinco seis sete oito nove".split())},
    **{w: str(n) for n, w in enumerate(
        "ноль один два три четыре пять шесть семь восемь девять".split())},
    **{w: str(n) for n, w in enumerate(
        "nol satu dua tiga empat lima enam tujuh delapan sembilan".split())},
    "oh": "0", "kosong": "0", "meia": "6",
}  # fmt: skip
_CHINESE_DIGITS = str.maketrans("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖", "00123456789123456789")
# From here on a row of figures is taken for a number to call.
_NUMBER = 7
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W_]+")
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W_][ .\-_*·,/\\|~]{1,2}){3,}[^\W_](?![^\W_])")
_DIGIT_RUN = re.compile(r"(?<![^\W_])(?:[^\W\d_]+|\d)(?:[ .,\-_/]{1,3}(?:[^\W\d_]+|\d)){6,}")
_CHINESE_RUN = re.compile(r"[零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖\d]{7,}")
_BETWEEN_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff])[ .\-_*·,~]+(?=[\u4e00-\u9fff])")
_SEPARATOR = re.compile(r"[ .\-_*·,/\\|~]+")
_BLANKS = re.compile(r"\s+")
_LATIN = re.compile(r"[a-z]")


@cache
def lookalikes() -> dict[int, str]:
    """Every character that is drawn like a Latin letter or a figure, and that letter or figure."""
    table = {
        ord(entry["c"]): letter
        for letter in "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        for entry in confusables.confusables_data.get(letter, ())
        if len(entry["c"]) == 1 and not entry["c"].isascii()
    }
    table |= {ord(character): letter for character, letter in _ALSO.items()}
    return {code: letter.lower() for code, letter in table.items()}


def plain(text: str) -> str:
    """Compatibility forms unified, hidden characters and accents dropped, lower case."""
    compatible = unicodedata.normalize("NFKC", text)
    apart = unicodedata.normalize("NFD", compatible.casefold())
    kept = "".join(c for c in apart if unicodedata.category(c) not in {"Cf", "Mn", "Me", "Cc"}
                   or c in "\n\t")  # fmt: skip
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", kept)).strip()


def opened(text: str) -> str:
    """The text with mixed alphabets, spaced-out words and digits written as words undone."""
    seen = _WORD.sub(lambda match: _one_alphabet(match[0]), plain(text))
    seen = _BETWEEN_CHINESE.sub("", seen)
    seen = _SPACED.sub(lambda match: _closed(match[0]), seen)
    seen = _DIGIT_RUN.sub(lambda match: _digits(match[0]), seen)
    return _CHINESE_RUN.sub(lambda match: match[0].translate(_CHINESE_DIGITS), seen)


def skeleton(text: str) -> str:
    """An opened text with everything that looks alike folded to one letter; of the same length."""
    return text.translate(lookalikes()).translate(_FIGURES)


def _one_alphabet(word: str) -> str:
    """A word of Latin letters and their look-alikes, in Latin letters; other words as they are."""
    if word.isascii() or not _LATIN.search(word):
        return word
    folded = word.translate(lookalikes())
    return folded if folded.isascii() else word


def _closed(run: str) -> str:
    """A spaced-out word in one; spaced-out figures as the number to call that they are."""
    word = _SEPARATOR.sub("", run)
    return f"+{word}" if word.isdigit() and len(word) >= _NUMBER else word


def _digits(run: str) -> str:
    """A run of digits and digit words as digits, when it holds at least seven in a row."""
    found: list[str] = []
    best = ""
    for token in _TOKEN.findall(run):
        if token.isdigit():
            found.append(token)
        elif token in _DIGIT_WORDS:
            found.append(_DIGIT_WORDS[token])
        else:
            found = []
        if len(found) > len(best):
            best = "".join(found)
    return f"{run} +{best}" if len(best) >= _NUMBER else run
