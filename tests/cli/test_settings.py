"""Settings: defaults, environment, clear refusals, masked secrets."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.model.errors import SettingsError
from bot.settings import MASK, PREFIX, Settings, find_unknown, list_settings, read_language, read_settings
from tests.cli.conftest import Run


class WithSecret(Settings):
    token: SecretStr | None = None


def test_defaults(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().data_dir == data_dir
    monkeypatch.delenv(f"{PREFIX}DATA_DIR")
    settings = read_settings()
    assert settings.data_dir.name == "briefing-bot"
    assert settings.data_dir.is_absolute()
    assert (settings.index_engine, settings.language, settings.log_level) == (None, "en", "warning")
    assert settings.max_file_bytes == 20_000_000


def test_values_are_read_whatever_their_case_and_empty_ones_are_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_INDEX_ENGINE", " Disk ")
    monkeypatch.setenv("BRIEFING_LOG_LEVEL", "DEBUG")
    monkeypatch.setenv("BRIEFING_LANGUAGE", "")
    monkeypatch.setenv("BRIEFING_DATA_DIR", "~/articles")
    settings = read_settings()
    assert (settings.index_engine, settings.log_level, settings.language) == ("disk", "debug", "en")
    assert settings.data_dir == Path.home() / "articles"


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("INDEX_ENGINE", "elastic", "memory, disk"),
        ("LANGUAGE", "de", "en, ru, uk"),
        ("LOG_LEVEL", "loud", "debug, info, warning, error"),
        ("MAX_FILE_MB", "0", "1–4096"),
        ("MAX_FILE_MB", "many", "1–4096"),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(
    name: str, value: str, allowed: str, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert caught.value.values == {"name": PREFIX + name, "value": value, "allowed": allowed}
    for command in (("settings",), ("ask", "who?")):
        done = run(*command)
        assert done.exit_code == 2
        assert f"{PREFIX}{name} is “{value}”; allowed: {allowed}." in " ".join(done.stderr.split())
        assert not done.stdout


def test_the_command_prints_every_setting_and_where_it_came_from(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_MAX_FILE_MB", "7")
    monkeypatch.setenv("BRIEFING_DATADIR", "elsewhere")
    done = run("settings")
    assert done.exit_code == 0
    assert "BRIEFING_MAX_FILE_MB = 7  (environment)" in done.stdout
    assert "BRIEFING_LANGUAGE = en  (default)" in done.stdout
    assert "BRIEFING_DATADIR is not a setting of this program and is ignored." in done.stdout
    assert all(f"{PREFIX}{name.upper()}" in done.stdout for name in Settings.model_fields)


def test_secrets_are_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = {line.field: line for line in list_settings(WithSecret(token=SecretStr("very-secret")))}
    assert lines["token"].value == MASK
    assert "very-secret" not in str(lines)
    assert {line.field: line.value for line in list_settings(WithSecret())}["token"] is None


def test_the_language_is_known_even_when_other_settings_are_wrong(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_LANGUAGE", "RU")
    monkeypatch.setenv("BRIEFING_LOG_LEVEL", "loud")
    assert read_language() == "ru"
    assert read_language({"BRIEFING_LANGUAGE": "xx"}) == "en"
    assert "Настройка BRIEFING_LOG_LEVEL" in run("settings").stderr


def test_unknown_variables_are_found() -> None:
    assert find_unknown(["BRIEFING_DATADIR", "BRIEFING_DATA_DIR", "PATH"]) == ["BRIEFING_DATADIR"]
