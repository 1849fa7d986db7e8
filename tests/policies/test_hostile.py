"""Files that are no policy at all: each gets one clear problem, none a traceback."""

import random
from pathlib import Path

import pytest

from amends.policies import check
from amends.telling.policy_faults import ToldProblem, told_problems
from amends.telling.tongue import ENGLISH

SOURCE = (Path(__file__).parents[2] / "src/amends/policies/aliexpress-2017.toml").read_bytes()


def told(path: Path | str) -> list[ToldProblem]:
    return told_problems(ENGLISH, check(path))


def checked(folder: Path, source: bytes) -> list[ToldProblem]:
    path = folder / "eve.toml"
    path.write_bytes(source)
    found = told(path)
    for each in found:
        assert str(each).isprintable()
        assert each.line >= 0
        assert each.message
    return found


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        (b"name = ", 1, "is not TOML"),
        (b'name = "x', 1, "is not TOML"),
        (b'title = "a"\ntitle = "b"\n', 2, "is not TOML: Cannot overwrite"),
        (b"[order]\n[order]\n", 2, "is not TOML"),
        (b"[order\n", 1, "is not TOML"),
        (b'name = "a\x00b"', 1, "is not TOML"),
        (b"\x00" * 1000, 1, "is not TOML"),
        (b'name = "x"\n\xff\xfe', 2, "is not UTF-8"),
        ("name = 'x'".encode("utf-16"), 1, "is not UTF-8"),
        (b"holidays = [2026-13-45]", 1, "is not TOML"),
        (b"x = " + b"9" * 5000, 1, "longer than 1000 characters"),
        (b"a." * 100_000 + b"a = 1", 1, "longer than 1000 characters"),
        (b"x = " + b"[\n" * 50_000, 0, "nested too deeply"),
        (b"x = " + b"{ x = " * 150 + b"1", 1, "is not TOML"),
        (b"# " + b"x" * 998 + b"\n" + b"# x\n" * 100_000, 0, "larger than 256 KiB"),
        (b"x" * 10_000_000, 0, "larger than 256 KiB"),
    ],
)
def test_what_is_no_policy_gets_one_clear_problem(
    tmp_path: Path, source: bytes, line: int, says: str
) -> None:
    found = checked(tmp_path, source)

    assert [each.line for each in found] == [line]
    assert says in found[0].message


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    assert "cannot be read" in told(tmp_path / "gone.toml")[0].message
    assert "cannot be read" in told(tmp_path)[0].message
    assert "cannot be read" in told("eve\0.toml")[0].message


def test_a_policy_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    chance = random.Random(2017)
    whole = SOURCE.rindex(b"\nusual_promises")
    for end in sorted(chance.sample(range(whole), 60)):
        assert checked(tmp_path, SOURCE[:end]), f"accepted when cut at {end}"


def test_a_policy_with_any_byte_changed_is_accepted_or_explained(tmp_path: Path) -> None:
    chance = random.Random(2010)
    for _ in range(150):
        source = bytearray(SOURCE)
        source[chance.randrange(len(source))] = chance.randrange(256)
        checked(tmp_path, bytes(source))


def test_deep_tables_are_refused_without_walking_them(tmp_path: Path) -> None:
    deep = b"\n".join(b"[" + b"a." * 450 + b"b%d]\nx = 1" % number for number in range(200))

    found = checked(tmp_path, deep)
    assert found
    assert any(each.field == "a" or "nested too deeply" in each.message for each in found)


def test_thousands_of_errors_are_counted_and_not_all_listed(tmp_path: Path) -> None:
    found = checked(tmp_path, b"\n".join(b"x%d = 1" % number for number in range(5000)))

    assert len(found) == 201
    assert "more" in found[-1].message


@pytest.mark.parametrize(
    "given",
    ["5", "true", "1.5", "nan", '"x"', "[]", "{}", "[[1]]", "2026-01-01", '""', "{a={a=1}}"],
)
def test_a_value_of_any_type_at_any_place_is_explained(tmp_path: Path, given: str) -> None:
    lines = SOURCE.decode().splitlines()
    for number, line in enumerate(lines):
        key, sign, _ = line.partition(" = ")
        if not sign or line.startswith(("#", " ")) or line.endswith("["):
            continue
        changed = [*lines[:number], f"{key} = {given}", *lines[number + 1 :]]
        found = checked(tmp_path, "\n".join(changed).encode())
        assert all(each.line for each in found)


def test_windows_line_ends_and_a_byte_order_mark_are_no_error(tmp_path: Path) -> None:
    assert checked(tmp_path, b"\xef\xbb\xbf" + SOURCE.replace(b"\n", b"\r\n")) == []
