"""CSV files that nobody promised anything about: a bad record costs itself and nothing more."""

from pathlib import Path

import pytest

from amends.importing.rejected import Rejected
from amends.importing.rows import LONGEST_RECORD, TableError, read_rows


def read(
    tmp_path: Path, content: bytes, *, strict: bool = False
) -> tuple[list[tuple[str, ...]], list[Rejected]]:
    """The rows of columns a and b, and what was rejected."""
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    rejected: list[Rejected] = []
    rows = read_rows(path, ("a", "b"), rejected.append, strict=strict)
    return [row.fields for row in rows], rejected


def test_columns_are_found_in_any_order_and_others_passed_over(tmp_path: Path) -> None:
    rows, rejected = read(tmp_path, b"\xef\xbb\xbfb,x,a\r\n1,2,3\r\n")
    assert rows == [("3", "1")]
    assert rejected == []


def test_a_quoted_field_may_hold_commas_quotes_and_lines(tmp_path: Path) -> None:
    rows, rejected = read(tmp_path, b'a,b\n"one, ""two""\nthree",4\n5,6\n')
    assert rows == [('one, "two"\nthree', "4"), ("5", "6")]
    assert rejected == []


def test_a_formula_is_text_like_any_other(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, b"a,b\n=cmd|'/c calc'!A1,@sum(1)\n")
    assert rows == [("=cmd|'/c calc'!A1", "@sum(1)")]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (b'"never closed,2', "a quote is opened and not closed"),
        (b"1,2,3", "it has 3 fields, the first line names 2"),
        (b"1", "it has 1 fields"),
        (b"a\0b,2", "the character zero"),
        (b"S\xe3o,2", "byte 2 of the record is not UTF-8"),
        (b'"a"b,2', "it is no CSV"),
        (b"x" * (LONGEST_RECORD + 5) + b",2", "longer than"),
        (b"x" * (3 * LONGEST_RECORD) + b",2", "longer than"),
        (b'"' + b"x" * 140_000 + b'",2', "it is no CSV: field larger"),
    ],
    ids=["quote", "wide", "narrow", "zero", "latin", "csv", "long", "longer", "field"],
)  # fmt: skip
def test_a_record_that_cannot_be_read_is_named_and_the_rest_is_read(
    tmp_path: Path, bad: bytes, why: str
) -> None:
    rows, rejected = read(tmp_path, b"a,b\n1,2\n" + bad + b"\n3,4\n5,6\n")
    assert rows == [("1", "2"), ("3", "4"), ("5", "6")]
    assert [each.line for each in rejected] == [3]
    assert why in rejected[0].reason


def test_two_stray_quotes_swallow_nothing_between_them(tmp_path: Path) -> None:
    rows, rejected = read(tmp_path, b'a,b\n1,"2\n3,4\n5,6\n7"8,9\n9,10\n')
    assert rows == [("3", "4"), ("5", "6"), ("9", "10")]
    assert [each.line for each in rejected] == [2, 5]


def test_a_file_of_nothing_but_quotes_ends(tmp_path: Path) -> None:
    rows, rejected = read(tmp_path, b"a,b\n" + b'x,"\n' * 5_001)
    assert len(rows) + len(rejected) >= 2_500


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_an_empty_file_is_no_table(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(TableError, match="is empty"):
        read(tmp_path, content)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"lacks the column b\. The first line names a, b"):
        read(tmp_path, b"a,c\n1,2\n")


def test_where_it_matters_an_unknown_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="mean nothing here: c"):
        read(tmp_path, b"a,b,c\n1,2,3\n", strict=True)


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="twice"):
        read(tmp_path, b"a,b,b\n1,2,3\n")


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="cannot be read"):
        list(read_rows(tmp_path / "none.csv", ("a",), print))
