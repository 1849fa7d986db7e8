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


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("AMENDS_URL", "https://Amends.Example/", "https://amends.example"),
        ("AMENDS_URL", "http://10.0.0.1:8080", "http://10.0.0.1:8080"),
        ("AMENDS_MAIL_URL", "smtp://a:b@mail.example:587?tls=starttls", None),
        ("AMENDS_MAIL_FROM", "Amends <amends@shop.example>", None),
        ("AMENDS_PROXIES", "2", None),
        ("AMENDS_OIDC_ROLES", "cn=staff,ou=x=operator", "refused"),
        ("AMENDS_OIDC_ROLES", "a/b=operator, c d=arbitrator", None),
    ],
)
def test_what_the_site_is(tmp_path: Path, name: str, value: str, kept: str | None) -> None:
    if kept == "refused":
        with pytest.raises(SettingsError, match="gives no role"):
            read(tmp_path, **{name: value})
        return
    found = {each.name: each.value for each in read(tmp_path, **{name: value}).all()}
    assert found[name] == (kept or value)


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("AMENDS_URL", "amends.example", "https://amends.example"),
        ("AMENDS_URL", "https://shop.example/amends", "has no path"),
        ("AMENDS_URL", "https://a:b@shop.example", "is no address"),
        ("AMENDS_PROXIES", "many", "0 to 9"),
        ("AMENDS_MAIL_URL", "http://mail.example", "smtp://"),
        ("AMENDS_MAIL_URL", "smtp://mail.example?tls=maybe", "tls=starttls"),
        ("AMENDS_MAIL_URL", "smtp://mail.example:x", "is no address"),
        ("AMENDS_MAIL_FROM", "nobody", "is no sender"),
        ("AMENDS_MAIL_FROM", "a@b.example\nBcc: c@d.example", "is no sender"),
        ("AMENDS_SIGNUP", "perhaps", "open or closed"),
        ("AMENDS_OIDC_URL", "http://id.example", "the issuer's address"),
        ("AMENDS_OIDC_URL", "http://[", "is no address"),
        ("AMENDS_OIDC_URL", "https://id.example:x", "is no address"),
        ("AMENDS_OIDC_ROLES", "admins=king", "gives no role"),
    ],
)
def test_a_site_that_cannot_be_meant(tmp_path: Path, name: str, value: str, advice: str) -> None:
    with pytest.raises(SettingsError, match=f"^{name}: ") as refused:
        read(tmp_path, **{name: value})
    assert advice in str(refused.value)


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("https://Amends.Example/", "amends@amends.example"),
        ("http://10.0.0.1:8080", "amends@10.0.0.1"),
    ],
)
def test_the_usual_sender_is_at_the_host_of_the_site(tmp_path: Path, url: str, sender: str) -> None:
    assert read(tmp_path, AMENDS_URL=url).mail_from.value == sender


def test_a_setting_that_follows_from_a_wrong_one_is_not_told_beside_it(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        read(tmp_path, AMENDS_URL="amends.example", AMENDS_HOME=__file__)
    told = [line.partition(":")[0] for line in str(refused.value).splitlines()]
    assert told == ["AMENDS_HOME", "AMENDS_URL"]


def test_the_secrets_stand_in_nothing_that_is_printed(tmp_path: Path) -> None:
    settings = read(tmp_path, AMENDS_SECRET_KEY="hunter2", AMENDS_OIDC_SECRET="hunter2")
    assert "hunter2" not in repr(settings)
    assert settings.secret_key.shown == settings.oidc_secret.shown == "***"


def test_a_provider_needs_all_of_what_it_gave(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        read(tmp_path, AMENDS_OIDC_URL="https://id.example")
    assert "AMENDS_OIDC_CLIENT_ID" in str(refused.value)
    assert "AMENDS_OIDC_SECRET" in str(refused.value)


def test_mail_leaves_by_the_door_that_is_named(tmp_path: Path) -> None:
    from amends.accounts.setup import hosts, mailers

    def options(url: str) -> object:
        return mailers(read(tmp_path, AMENDS_MAIL_URL=url))["default"]["OPTIONS"]

    assert options("smtp://a%40b:p%3Aw@mail.example") == {
        "host": "mail.example", "port": 587, "username": "a@b", "password": "p:w",
        "use_tls": True, "use_ssl": False, "timeout": 20,
    }  # fmt: skip
    assert options("smtp://mail.example?tls=tls")["port"] == 465  # type: ignore[index]
    assert options("mails") == {"file_path": str(tmp_path / "mails")}
    assert hosts(read(tmp_path)) == ["localhost", "127.0.0.1", "[::1]"]
    assert hosts(read(tmp_path, AMENDS_URL="https://amends.example")) == ["amends.example"]
