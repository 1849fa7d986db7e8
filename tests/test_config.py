"""Where Amends keeps things, and what it says when that cannot be meant."""

from pathlib import Path

import pytest

from amends.config import Settings, SettingsError, mask, read_settings


def read(here: Path, **environment: str) -> Settings:
    return read_settings(environment, here)


def test_with_nothing_set_everything_is_in_one_folder(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.folder == tmp_path / "amends-data"
    assert settings.sqlite == tmp_path / "amends-data" / "amends.sqlite3"
    assert settings.files == tmp_path / "amends-data" / "files"
    assert {setting.source for setting in settings.all()} == {"default"}


def test_database_and_files_follow_the_home(tmp_path: Path) -> None:
    settings = read(tmp_path, AMENDS_HOME="a home")
    assert settings.sqlite == tmp_path / "a home" / "amends.sqlite3"
    assert settings.files == tmp_path / "a home" / "files"
    given = [setting.name for setting in settings.all() if setting.source == "environment"]
    assert given == ["AMENDS_HOME"]


def test_an_address_means_the_same_when_it_is_read_again(tmp_path: Path) -> None:
    first = read(tmp_path, AMENDS_HOME="über 100%", DATABASE_URL="sqlite:///deep/a.db")
    again = read(Path("/"), **{setting.name: setting.value for setting in first.all()})
    assert [setting.value for setting in again.all()] == [setting.value for setting in first.all()]
    assert again.sqlite == tmp_path / "deep" / "a.db"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "POSTGRES"])
def test_both_names_of_postgresql_are_one(tmp_path: Path, scheme: str) -> None:
    settings = read(tmp_path, DATABASE_URL=f"{scheme}://bob@db.example/amends")
    assert settings.database.value == "postgresql://bob@db.example/amends"
    assert settings.sqlite is None


def test_files_may_live_in_a_folder_or_a_bucket(tmp_path: Path) -> None:
    assert read(tmp_path, AMENDS_STORAGE_URL="files").files == tmp_path / "files"
    assert read(tmp_path, AMENDS_STORAGE_URL="file:///srv/files").files == Path("/srv/files")
    bucket = read(tmp_path, AMENDS_STORAGE_URL="s3://cases/eu/")
    assert (bucket.files, bucket.storage.value) == (None, "s3://cases/eu")


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("DATABASE_URL", "mysql://localhost/amends", "postgresql://"),
        ("DATABASE_URL", "amends.db", "sqlite:///amends.sqlite3"),
        ("DATABASE_URL", "sqlite://amends.db", "three slashes"),
        ("DATABASE_URL", "sqlite:///", "three slashes"),
        ("DATABASE_URL", "postgresql://bob@db.example", "user@host/name"),
        ("AMENDS_STORAGE_URL", "ftp://files", "s3://"),
        ("AMENDS_STORAGE_URL", "s3:///prefix", "s3://bucket/prefix"),
        ("AMENDS_STORAGE_URL", "file://files", "three slashes"),
        ("AMENDS_HOME", __file__, "name a folder"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_advice(
    tmp_path: Path, name: str, value: str, advice: str
) -> None:
    with pytest.raises(SettingsError, match=f"^{name}: ") as refused:
        read(tmp_path, **{name: value})
    assert advice in str(refused.value)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        read(tmp_path, DATABASE_URL="x", AMENDS_STORAGE_URL="ftp://x")
    assert len(str(refused.value).splitlines()) == 2


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://bob:hunter2@db.example/amends",
        "postgresql://bob:hun@ter2@db.example/amends",
        "postgresql:///amends?user=bob&password=hunter2",
        "s3://key:hunter2@bucket",
        "s3://bucket/x?secret_access_key=hunter2&region=eu",
    ],
)
def test_no_secret_is_printed(url: str) -> None:
    assert "ter2" not in mask(url)
    assert "***" in mask(url)


def test_an_address_without_a_secret_is_printed_as_it_is() -> None:
    assert mask("postgresql://bob@db.example/amends") == "postgresql://bob@db.example/amends"


def test_a_secret_in_a_wrong_address_is_not_printed_either(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        read(tmp_path, DATABASE_URL="mysql://bob:hunter2@db.example/amends")
    assert "hunter2" not in str(refused.value)
