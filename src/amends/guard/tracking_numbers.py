"""Whether a tracking number can exist, by the standard of the postal union (UPU S10).

Two letters, eight digits, a check digit and the two letters of a country. Numbers of any other
form belong to carriers that publish no check, so nothing is said about them.
"""

import re
from typing import Literal

Judgement = Literal["ok", "wrong", "unknown"]

_FORM = re.compile(r"[A-Z]{2}(\d{8})(\d)([A-Z]{2})", re.ASCII)
_SEPARATORS = re.compile(r"[\s\-]+")
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)

# Member countries of the Universal Postal Union by ISO 3166 code.
UPU_MEMBERS = frozenset(
    """AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG
    CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH
    GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ
    LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI
    NL NO NP NR NZ OM PA PE PG PH PK PL PS PT PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO
    SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VA VC VE VN VU WS YE ZA ZM
    ZW""".split()
)
# Their territories with a post of their own that numbers with its own code.
_TERRITORIES = frozenset(
    """AI AS AW AX BL BM BQ CK CW FK FO GF GG GI GL GP GU HK IM JE KY MF MO MP MQ MS NC NF NU PF PM
    PN PR RE SH SX TC TK VG VI WF YT""".split()
)
# Not members, and yet their posts number by the standard: their check digit counts, their country
# is no reason to accuse anybody.
_OUTSIDE = frozenset(("TW", "XK"))


def normalised(number: str) -> str:
    """Upper case, without spaces and dashes: the form in which numbers are compared."""
    return _SEPARATORS.sub("", number).upper()


def check_digit(serial: str) -> int:
    """The check digit of the eight digits of a serial number (UPU S10)."""
    rest = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, serial, strict=True)) % 11
    return {0: 5, 1: 0}.get(rest, 11 - rest)


def check(number: str) -> Judgement:
    """`wrong` for an S10 number with a bad check digit or a country that is no member of the UPU.

    `unknown` for every number of another form: it is never accused (rules.md section 8).
    """
    match = _FORM.fullmatch(normalised(number))
    if match is None:
        return "unknown"
    serial, digit, country = match.groups()
    if check_digit(serial) != int(digit):
        return "wrong"
    if country in UPU_MEMBERS or country in _TERRITORIES:
        return "ok"
    return "unknown" if country in _OUTSIDE else "wrong"
