"""What is wrong with an argument: the sentences of `core/faults.py`.

What can be done about it is said by the refusal, `bad_argument` or `bad_amount`. Faults that only a
shop's program can meet, in placing an order, are not translated.
"""

from amends.telling.mark import N_
from amends.telling.refused import By, Row, Rows

_BAD = N_("“{field}” is not written as it should be.")

FAULTS: Rows = {
    "missing": Row("{field}: is missing.", on_page=N_("“{field}” is missing.")),
    "not_known": Row(
        "{field}: is not an argument here; there are: {names}.",
        on_page=N_("“{field}” is not known here."),
    ),
    "unknown_command": Row(
        "{field}: there is no command '{given}'; there are: {names}.", on_page=_BAD
    ),
    "wrong_kind": By(
        "wanted",
        {
            "boolean": Row("{field}: is true or false, not {given}.", on_page=_BAD),
            "whole_number": Row(
                "{field}: is a whole number, not {given}.",
                on_page=N_("“{field}” is a whole number."),
            ),
            "text": Row("{field}: is text, not {given}.", on_page=_BAD),
            "list": Row("{field}: is a list.", on_page=_BAD),
            "table": Row("{field}: is a table of names and values.", on_page=_BAD),
            "quantities": Row("{field}: is a table, for example {{ kettle = 1 }}.", on_page=_BAD),
            "shares": Row(
                "{field}: is a role or a table, for example {{ seller = 50, carrier = 50 }}.",
                on_page=_BAD,
            ),
            "nothing": Row("{field}: cannot be given here.", on_page=_BAD),
        },
    ),
    "not_among": Row(
        "{field}: {given} is not among: {choices}.",
        on_page=N_("“{field}” is not among the choices."),
    ),
    "too_long": Row(
        "{field}: is longer than {most} characters; add a document instead.",
        on_page=N_("“{field}” is longer than {most} characters; add a document instead."),
    ),
    "too_many": Row("{field}: is a list of at most {most}.", on_page=_BAD),
    "too_large": Row(
        "{field}: is too large a number.", on_page=N_("“{field}” is too large a number.")
    ),
    "not_text": By(
        "field",
        {
            "yes": Row(
                "{field}: holds characters that no text has.",
                on_page=N_("“{field}” holds characters that no text has."),
            ),
            "no": Row(N_("The text holds characters that no text has.")),
        },
    ),
    "no_currency": Row("'{given}' is not an ISO 4217 currency; write for example USD or JPY."),
    "not_an_amount": Row(
        "'{given}' is not an amount; write it as text like '{example}'.",
        on_page=N_("“{given}” is not an amount; write it like {example}."),
    ),
    "too_many_decimals": Row(
        "'{given}' has more decimals than the {decimals} of {currency}; write it like '{example}'.",
        on_page=N_("“{given}” has too many decimals for {currency}; write it like {example}."),
    ),
    "below_nothing": Row(
        "'{given}' is less than nothing.", on_page=N_("“{given}” is less than nothing.")
    ),
    "not_an_instant": Row(
        "'{given}' is not an instant; write it like 2024-03-01T00:00:00Z.",
        on_page=N_("“{given}” is not a day."),
    ),
    "no_zone": Row(
        "{given} has no time zone; write it like 2024-03-01T00:00:00Z.",
        on_page=N_("“{given}” is not a day."),
    ),
    "not_a_span": Row(
        "'{given}' is not a span of time; write it like P5D, PT48H or P1DT12H.",
        on_page=N_("“{given}” is not a length of time."),
    ),
    "not_a_percentage": Row("'{given}' is not a percentage; write it like 10% or 7.5%."),
    "not_a_language": Row("'{given}' is not a language; write its tag, for example pt or pt-BR."),
    "not_a_country": Row("'{given}' is not a country code; write two capitals, for example ES."),
    "not_as_required": By(
        "rule",
        {
            "coupon_code": Row(N_("A coupon has a code.")),
            "parcel_tracking": Row(N_("A parcel has a tracking number.")),
            "return_tracking": Row(N_("A return has a tracking number.")),
            "exhibit_kinds": Row(N_("A request names at least one kind of exhibit.")),
            "order_number": Row("An order has the shop's number."),
            "buyer_and_seller": Row("An order has a buyer and a seller."),
            "two_people": Row("Buyer and seller are the same person."),
            "line_ids": Row("Each line has an id of its own."),
            "quantities": Row("A quantity is at least 1."),
            "key_and_actor": Row("An envelope has a key and an actor."),
            "own_name": Row("A shop places orders in its own name."),
            "form_key": Row(N_("This form has lost its key.")),
        },
    ),
    "too_much": By(
        "what",
        {
            "made_whole": Row(N_("More than is refunded cannot be made whole.")),
            "order": Row("That is more than an order can be about."),
            "payment_fee": Row("The payment fee is more than was paid."),
        },
    ),
    "too_many_pieces": Row("An order has at most {most} pieces, not {given}."),
    "name_too_long": Row("A name or key has at most {most} characters, not {given}."),
    "time_too_long": Row(N_("A request gives up to {most}.")),
    "too_soon": Row("A policy is switched on at least {least} ahead."),
    "policy_not_usable": By(
        "why",
        {
            "unknown": Row(
                "There is no policy {given} that this release can read; name one of {choices}, or"
                " one that was adopted, as name@version."
            ),
            "changed": Row("The policy {given} that orders use is not what its hash says."),
        },
    ),
}
