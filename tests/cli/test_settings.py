"""Settings: defaults, environment, clear refusals, masked secrets."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.app import read_webhook
from bot.model.errors import SettingsError
from bot.settings import MASK, PREFIX, Settings, find_unknown, list_settings, read_language, read_settings
from tests.cli.conftest import Run

TOKEN = "7000000001:AAF-local-server-token_0123456789abc"
WEBHOOK = "https://bot.example.org/telegram"


class WithSecret(Settings):
    token: SecretStr | None = None


def try_to_read(name: str, value: str) -> Settings | SettingsError:
    """The settings with this one in the environment, or what is wrong with it."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(PREFIX + name, value)
        try:
            return read_settings()
        except SettingsError as error:
            return error


def test_defaults(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().data_dir == data_dir
    monkeypatch.delenv(f"{PREFIX}DATA_DIR")
    found = read_settings()
    assert found.data_dir.name == "briefing-bot"
    assert found.data_dir.is_absolute()
    assert (found.index_engine, found.language, found.log_level) == (None, "en", "warning")
    assert found.max_file_bytes == 20_000_000


def test_defaults_of_the_bot() -> None:
    found = read_settings()
    assert (found.telegram_token, found.telegram_api_url) == (None, "https://api.telegram.org")
    assert (found.operators, found.access) == (frozenset(), "listed"), "nobody gets in unasked"
    assert (found.questions_per_person, found.questions_per_group) == (60, 120)
    assert (found.send_per_second, found.send_per_chat, found.send_per_group) == (30, 1, 20)
    assert found.listen_address == ("127.0.0.1", 8080), "only this machine sees it"


def test_values_are_read_whatever_their_case_and_empty_ones_are_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_INDEX_ENGINE", " Disk ")
    monkeypatch.setenv("BRIEFING_LOG_LEVEL", "DEBUG")
    monkeypatch.setenv("BRIEFING_LANGUAGE", "")
    monkeypatch.setenv("BRIEFING_DATA_DIR", "~/articles")
    monkeypatch.setenv("BRIEFING_ACCESS", "Open ")
    found = read_settings()
    assert (found.index_engine, found.log_level, found.language) == ("disk", "debug", "en")
    assert found.data_dir == Path.home() / "articles"
    assert found.access == "open"


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("INDEX_ENGINE", "elastic", "memory, disk"),
        ("LANGUAGE", "de", "en, ru, uk"),
        ("LOG_LEVEL", "loud", "debug, info, warning, error"),
        ("MAX_FILE_MB", "0", "1–4096"),
        ("MAX_FILE_MB", "many", "1–4096"),
        ("ACCESS", "everybody", "open, listed"),
        ("OPERATORS", "@ann", "ids, such as 123456789, 987654321"),
        ("OPERATORS", "12.5", "ids, such as 123456789, 987654321"),
        ("OPERATORS", "7, -1001234567890", "ids, such as 123456789, 987654321"),
        ("OPERATORS", "0", "ids, such as 123456789, 987654321"),
        ("OPERATORS", "9223372036854775808", "ids, such as 123456789, 987654321"),
        ("OPERATORS", "７", "ids, such as 123456789, 987654321"),
        ("TELEGRAM_API_URL", "api.telegram.org", "http(s)://HOST[:PORT], such as http://127.0.0.1:8081"),
        ("TELEGRAM_API_URL", "ftp://127.0.0.1:8081", "http(s)://HOST[:PORT], such as http://127.0.0.1:8081"),
        ("TELEGRAM_API_URL", "http://", "http(s)://HOST[:PORT], such as http://127.0.0.1:8081"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:80810", "http(s)://HOST[:PORT], such as http://127.0.0.1:8081"),
        ("TELEGRAM_API_URL", "http://[::1", "http(s)://HOST[:PORT], such as http://127.0.0.1:8081"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:8081/?a=b", "http(s)://HOST[:PORT], such as http://127.0.0.1:8081"),
        ("LISTEN", "8080", "HOST:PORT, such as 127.0.0.1:8080"),
        ("LISTEN", ":8080", "HOST:PORT, such as 127.0.0.1:8080"),
        ("LISTEN", "localhost:", "HOST:PORT, such as 127.0.0.1:8080"),
        ("LISTEN", "localhost:http", "HOST:PORT, such as 127.0.0.1:8080"),
        ("LISTEN", "localhost:65536", "HOST:PORT, such as 127.0.0.1:8080"),
        ("LISTEN", "localhost:-1", "HOST:PORT, such as 127.0.0.1:8080"),
        ("QUESTIONS_PER_PERSON", "0", "1–100000"),
        ("QUESTIONS_PER_GROUP", "1.5", "1–100000"),
        ("SEND_PER_SECOND", "0", "1–10000"),
        ("SEND_PER_CHAT", "-1", "1–10000"),
        ("SEND_PER_GROUP", "600001", "1–600000"),
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


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("OPERATORS", "123456789", frozenset({123456789})),
        ("OPERATORS", " 7, 8;9\n10 7 ", frozenset({7, 8, 9, 10})),
        ("OPERATORS", "9223372036854775807", frozenset({2**63 - 1})),
        ("OPERATORS", " , ", frozenset()),
        ("OPERATORS", "", frozenset()),
        ("TELEGRAM_API_URL", " http://127.0.0.1:8081/ ", "http://127.0.0.1:8081"),
        ("TELEGRAM_API_URL", "https://bots.example.org/telegram//", "https://bots.example.org/telegram"),
        ("TELEGRAM_API_URL", "http://[::1]:8081", "http://[::1]:8081"),
        ("TELEGRAM_API_URL", "", "https://api.telegram.org"),
        ("QUESTIONS_PER_PERSON", "100000", 100_000),
        ("QUESTIONS_PER_GROUP", "1", 1),
        ("SEND_PER_SECOND", "1000", 1000),
        ("SEND_PER_GROUP", "600000", 600_000),
    ],
)
def test_settings_of_the_bot_are_read(name: str, value: str, read: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    assert getattr(read_settings(), name.lower()) == read


@pytest.mark.parametrize(
    ("listen", "address"),
    [
        ("0.0.0.0:80", ("0.0.0.0", 80)),
        (" localhost:0 ", ("localhost", 0)),
        ("[::1]:8080", ("::1", 8080)),
        ("bot.example.org:65535", ("bot.example.org", 65535)),
    ],
)
def test_the_place_to_listen_on_is_read(listen: str, address: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_LISTEN", listen)
    assert read_settings().listen_address == address


@given(st.frozensets(st.integers(min_value=1, max_value=2**63 - 1)), st.sampled_from([",", " ", "; ", "\n", " , "]))
@settings(deadline=None, max_examples=40)
def test_operators_are_read_however_they_are_parted(operators: frozenset[int], between: str) -> None:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("BRIEFING_OPERATORS", between.join(map(str, operators)))
        assert read_settings().operators == operators


@given(
    st.sampled_from(["OPERATORS", "TELEGRAM_API_URL", "LISTEN", "ACCESS", "SEND_PER_CHAT", "TELEGRAM_TOKEN"])
    | st.sampled_from(["TELEGRAM_MODE", "TELEGRAM_WEBHOOK_URL", "TELEGRAM_WEBHOOK_SECRET"]),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
    | st.from_regex(r"(https?://)?[\w.:\[\]/@-]{0,20}:\d{0,6}/?", fullmatch=True),
)
@settings(deadline=None)
def test_any_value_is_read_or_refused_by_its_name(name: str, value: str) -> None:
    found = try_to_read(name, value)
    if isinstance(found, SettingsError):
        assert found.values["name"] == PREFIX + name
        assert found.values["allowed"]
        return
    host, port = found.listen_address
    assert host
    assert 0 <= port <= 65535
    assert all(operator > 0 for operator in found.operators)
    assert found.telegram_api_url.casefold().startswith("http")
    assert not found.telegram_api_url.endswith("/")


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


def test_the_token_is_shown_nowhere(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("BRIEFING_OPERATORS", "9, 7")
    shown = run("settings").output
    assert f"BRIEFING_TELEGRAM_TOKEN = {MASK}  (environment)" in shown
    assert "BRIEFING_OPERATORS = 7, 9  (environment)" in shown
    found = read_settings()
    monkeypatch.setenv("BRIEFING_SEND_PER_CHAT", "none")
    refused = run("serve").output
    assert "BRIEFING_SEND_PER_CHAT" in refused
    assert not [text for text in (shown, refused, repr(found), str(found), str(list_settings(found))) if TOKEN in text]


@pytest.mark.parametrize(("value", "token"), [(f" {TOKEN}\r\n", TOKEN), (TOKEN, TOKEN), ("", None), (" \r\n", None)])
def test_what_a_file_of_variables_leaves_around_the_token_is_cut(
    value: str, token: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_TELEGRAM_TOKEN", value)
    found = read_settings().telegram_token
    assert (found.get_secret_value() if found else None) == token


def test_the_language_is_known_even_when_other_settings_are_wrong(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_LANGUAGE", "RU")
    monkeypatch.setenv("BRIEFING_LOG_LEVEL", "loud")
    assert read_language() == "ru"
    assert read_language({"BRIEFING_LANGUAGE": "xx"}) == "en"
    assert "Настройка BRIEFING_LOG_LEVEL" in run("settings").stderr


def test_unknown_variables_are_found() -> None:
    assert find_unknown(["BRIEFING_DATADIR", "BRIEFING_DATA_DIR", "PATH"]) == ["BRIEFING_DATADIR"]


def test_the_bot_polls_unless_told_otherwise() -> None:
    found = read_settings()
    assert (found.telegram_mode, found.telegram_webhook_url, found.telegram_webhook_secret) == ("polling", None, None)


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("MODE", " Webhook ", "webhook"),
        ("MODE", "POLLING", "polling"),
        ("MODE", "", "polling"),
        ("WEBHOOK_URL", f" {WEBHOOK}\r\n", WEBHOOK),
        ("WEBHOOK_URL", "https://bot.example.org:8443/a/b", "https://bot.example.org:8443/a/b"),
        ("WEBHOOK_URL", f"https://bot.example.org/{TOKEN}", f"https://bot.example.org/{TOKEN}"),
        ("WEBHOOK_URL", "http://[::1]:8080/telegram", "http://[::1]:8080/telegram"),
        ("WEBHOOK_URL", "", None),
        ("WEBHOOK_SECRET", f" {'aZ_-0189' * 2}\r\n", SecretStr("aZ_-0189aZ_-0189")),
        ("WEBHOOK_SECRET", "x" * 256, SecretStr("x" * 256)),
        ("WEBHOOK_SECRET", " ", None),
    ],
)
def test_settings_of_the_webhook_are_read(name: str, value: str, read: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}TELEGRAM_{name}", value)
    assert getattr(read_settings(), f"telegram_{name.lower()}") == read


@pytest.mark.parametrize("mode", ["hook", "webhooks", "polling, webhook"])
def test_there_are_two_modes(mode: str) -> None:
    found = try_to_read("TELEGRAM_MODE", mode)
    assert isinstance(found, SettingsError)
    assert found.values["allowed"] == "polling, webhook"


@pytest.mark.parametrize(
    "url",
    [
        "bot.example.org/telegram",
        "ftp://bot.example.org/telegram",
        "https:///telegram",
        "https://bot.example.org",
        "https://bot.example.org/",
        "https://bot.example.org/healthz",
        "https://bot.example.org/readyz",
        "https://bot.example.org/metrics",
        "https://bot.example.org/telegram?a=b",
        "https://bot.example.org/telegram#a",
        "https://bot.example.org/{a}",
        "https://bot.example.org/tele%67ram",
        "https://bot.example.org/a b",
        "https://bot.example.org:84430/telegram",
        "https://bot.example.org:0/telegram",
        "https://[::1/telegram",
    ],
)
def test_an_address_that_telegram_cannot_call_is_refused(url: str) -> None:
    found = try_to_read("TELEGRAM_WEBHOOK_URL", url)
    assert isinstance(found, SettingsError)
    allowed = f"https://HOST/PATH, such as {WEBHOOK}"
    assert found.values == {"name": f"{PREFIX}TELEGRAM_WEBHOOK_URL", "value": url, "allowed": allowed}


@pytest.mark.parametrize(
    "secret", ["x" * 15, "x" * 257, "sixteen letters!", "пароль-из-16-букв", "a" * 16 + "\n" + "b"]
)
def test_a_secret_that_telegram_would_refuse_is_refused_unseen(
    secret: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_TELEGRAM_WEBHOOK_SECRET", secret)
    done = run("settings")
    assert done.exit_code == 2
    refusal = f"BRIEFING_TELEGRAM_WEBHOOK_SECRET is “{MASK}”; allowed: A-Z a-z 0-9 _ - (16–256)."
    assert refusal in " ".join(done.stderr.split())
    assert secret not in done.output


def test_the_secret_of_the_webhook_is_shown_nowhere(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "a-secret_of_32_letters-0123456789"
    monkeypatch.setenv("BRIEFING_TELEGRAM_WEBHOOK_SECRET", secret)
    shown = run("settings").output
    assert f"BRIEFING_TELEGRAM_WEBHOOK_SECRET = {MASK}  (environment)" in shown
    assert not [text for text in (shown, repr(read_settings()), str(list_settings(read_settings()))) if secret in text]


@pytest.mark.parametrize(
    ("stated", "missing"),
    [
        ({}, "TELEGRAM_WEBHOOK_URL"),
        ({"TELEGRAM_WEBHOOK_URL": WEBHOOK}, "TELEGRAM_WEBHOOK_SECRET"),
        ({"TELEGRAM_WEBHOOK_SECRET": "x" * 16}, "TELEGRAM_WEBHOOK_URL"),
    ],
)
def test_a_webhook_without_its_address_or_secret_does_not_start(
    stated: dict[str, str], missing: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_MODE": "webhook", **stated}.items():
        monkeypatch.setenv(PREFIX + name, value)
    done = run("serve")
    assert done.exit_code == 2
    assert f"In the mode webhook, {PREFIX}{missing} must be set." in " ".join(done.stderr.split())


def test_telegram_itself_calls_no_address_without_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_TELEGRAM_MODE", "webhook")
    monkeypatch.setenv("BRIEFING_TELEGRAM_WEBHOOK_URL", "http://bot.example.org/telegram")
    monkeypatch.setenv("BRIEFING_TELEGRAM_WEBHOOK_SECRET", "0123456789abcdef")
    with pytest.raises(SettingsError, match="is not https"):
        read_webhook(read_settings())
    monkeypatch.setenv("BRIEFING_TELEGRAM_API_URL", "http://127.0.0.1:8081")
    assert read_webhook(read_settings()) is not None
