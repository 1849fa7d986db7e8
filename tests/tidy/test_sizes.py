"""A file is read in one go, and a function on one page."""

from amends.dev.growth import largest_files, longest_functions
from amends.dev.places import SOURCE

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 60


def test_no_file_is_too_long() -> None:
    assert [each for each in largest_files(SOURCE) if each[0] > LINES_OF_A_FILE] == []


def test_no_function_is_too_long() -> None:
    assert [each for each in longest_functions(SOURCE) if each[0] > LINES_OF_A_FUNCTION] == []
