"""Money in whole minor units, with the exponents of ISO 4217, and splitting that always sums."""

import re
from collections.abc import Sequence

from amends.core.faults import Fault, NoCurrency, NotAnAmount, TooManyDecimals
from amends.core.value import value

# ISO 4217 minor units that differ from two.
_EXPONENTS = {
    **dict.fromkeys(
        "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(), 0
    ),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
    **dict.fromkeys("CLF UYW".split(), 4),
}
_CURRENCIES = frozenset(
    """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
    BZD CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL
    GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW
    KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN
    NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK
    SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYI UYU
    UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG""".split()
)
_AMOUNT = re.compile(r"(-?)(\d{1,15})(?:\.(\d{1,6}))?", re.ASCII)


class MoneyError(ValueError):
    """An amount or currency that cannot be meant: its `fault`, and a message for programs."""

    def __init__(self, fault: Fault, message: str) -> None:
        super().__init__(message)
        self.fault = fault


def exponent(currency: str) -> int:
    """The number of decimals of an ISO 4217 currency."""
    if currency not in _CURRENCIES:
        raise MoneyError(
            NoCurrency(given=currency),
            f"{currency!r} is not an ISO 4217 currency; write for example USD or JPY",
        )
    return _EXPONENTS.get(currency, 2)


def parse_minor(text: str, currency: str) -> int:
    """Read `"18.00"` as minor units of `currency`; too many decimals are refused (readings.md 15)."""
    decimals = exponent(currency)
    match = _AMOUNT.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise MoneyError(
            NotAnAmount(given=str(text), example=example(currency)),
            f"{text!r} is not an amount; write it as text like {example(currency)!r}",
        )
    sign, whole, fraction = match[1], match[2], match[3] or ""
    if len(fraction) > decimals:
        raise MoneyError(
            TooManyDecimals(
                given=text, currency=currency, decimals=decimals, example=example(currency)
            ),
            f"{text!r} has {len(fraction)} decimals and {currency} has {decimals};"
            f" write it like {example(currency)!r}",
        )
    minor = int(f"{whole}{fraction.ljust(decimals, '0')}")
    return -minor if sign else minor


def format_minor(minor: int, currency: str) -> str:
    """The amount as plain text with all decimals of the currency: `"18.00"`, `"500"`, `"1.250"`."""
    decimals = exponent(currency)
    digits = str(abs(minor)).rjust(decimals + 1, "0")
    text = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return f"-{text}" if minor < 0 else text


def example(currency: str) -> str:
    """An amount of the currency as it should be written, for messages."""
    return format_minor(12 * 10 ** exponent(currency), currency)


@value
class Money:
    """An amount in minor units of one currency."""

    minor: int
    currency: str

    @classmethod
    def parse(cls, text: str, currency: str) -> "Money":
        """Read `"18.00"`; raises `MoneyError` for what is no amount of the currency."""
        return cls(minor=parse_minor(text, currency), currency=currency)

    def __str__(self) -> str:
        return f"{format_minor(self.minor, self.currency)} {self.currency}"

    def split(self, weights: Sequence[int]) -> "tuple[Money, ...]":
        """Parts in proportion to `weights` that sum to the whole; see `split`."""
        return tuple(
            Money(minor=part, currency=self.currency) for part in split(self.minor, weights)
        )


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` by `weights` with the largest remainder; ties go to the earlier part.

    The parts sum to `total`. With all weights zero it is split evenly. Weights are not negative.
    """
    if not weights:
        raise ValueError("nothing to split among")
    if min(weights) < 0:
        raise ValueError("weights are not negative")
    if len(weights) == 1:
        return [total]
    whole = sum(weights)
    if whole == 0:
        weights = [1] * len(weights)
        whole = len(weights)
    sign = -1 if total < 0 else 1
    size = abs(total)
    parts = [size * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(size * weights[i] % whole), i))
    for i in order[: size - sum(parts)]:
        parts[i] += 1
    return [sign * part for part in parts]


def proportion(total: int, part: int, whole: int) -> int:
    """`total × part ÷ whole`, rounded half to even; 0 when `whole` is 0."""
    if whole == 0:
        return 0
    quotient, remainder = divmod(total * part, whole)
    if 2 * remainder > whole or (2 * remainder == whole and quotient % 2 == 1):
        quotient += 1
    return quotient
