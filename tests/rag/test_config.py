import pytest

from rag.config import DEFAULT_MODEL, PROJECT, load
from rag.errors import ConfigError


def test_without_anything_answers_are_extractive_and_nothing_is_sent():
    settings = load({})
    assert (settings.model, settings.model_host, settings.embedding) == ("", "", "static")
    assert settings.data == PROJECT / "data"


@pytest.mark.parametrize(
    ("environment", "model", "host"),
    [
        ({"OPENAI_API_KEY": "k"}, DEFAULT_MODEL, "api.openai.com"),
        ({"OPENAI_API_KEY": "k", "BRIEFINGS_MODEL": "m"}, "m", "api.openai.com"),
        ({"OPENAI_BASE_URL": "http://127.0.0.1:1/v1", "BRIEFINGS_MODEL": "m"}, "m", "127.0.0.1"),
        ({"BRIEFINGS_MODEL": "m"}, "", ""),
    ],
)
def test_a_model_is_used_when_a_key_or_an_address_is_set(environment, model, host):
    settings = load(environment)
    assert (settings.model, settings.model_host) == (model, host)


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}, "BRIEFINGS_MODEL"),
        ({"BRIEFINGS_TEMPERATURE": "hot"}, "BRIEFINGS_TEMPERATURE"),
        ({"BRIEFINGS_TEMPERATURE": "3"}, "BRIEFINGS_TEMPERATURE"),
        ({"BRIEFINGS_TIMEOUT": "0"}, "BRIEFINGS_TIMEOUT"),
        ({"BRIEFINGS_TIMEOUT": "nan"}, "BRIEFINGS_TIMEOUT"),
        ({"BRIEFINGS_MAX_TOKENS": "-5"}, "BRIEFINGS_MAX_TOKENS"),
        ({"BRIEFINGS_PRICE": "cheap"}, "BRIEFINGS_PRICE"),
        ({"BRIEFINGS_ALLOW_REMOTE": "yes"}, "BRIEFINGS_ALLOW_REMOTE"),
    ],
)
def test_a_setting_that_cannot_be_used_says_what_to_set(environment, named):
    with pytest.raises(ConfigError) as error:
        load(environment)
    assert named in str(error.value) + error.value.fix


def test_a_price_is_two_numbers():
    assert load({"BRIEFINGS_PRICE": "0.25/2"}).price == (0.25, 2.0)
    assert load({}).price is None


def test_the_key_is_never_printed():
    assert "secret" not in repr(load({"OPENAI_API_KEY": "secret"}))


def test_the_option_wins_over_the_environment(tmp_path):
    assert load({"BRIEFINGS_DATA": "elsewhere"}, data=tmp_path).data == tmp_path
    assert load({"BRIEFINGS_DATA": "elsewhere"}).data == PROJECT / "elsewhere"


def test_the_environment_wins_over_the_file(monkeypatch):
    monkeypatch.setattr("rag.config.dotenv_values", lambda path: {"BRIEFINGS_EMBEDDING": "openai", "OPENAI_API_KEY": "k", "OTHER": "x"})
    assert load({"BRIEFINGS_EMBEDDING": "static"}).embedding == "static"
    assert load({}).embedding == "openai"
    assert load({}).model == DEFAULT_MODEL
