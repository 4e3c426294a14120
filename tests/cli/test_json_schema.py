"""The promise of `ask --json`: these keys, these types, and no others."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bot.answer.as_json import reply_as_json
from bot.model.answer import Reason
from bot.model.turn import Reply
from tests.cli.conftest import Run
from tests.cli.replies import abstention, answer, plain_answer, query, source

TEXT = {"type": "string"}
MAYBE_TEXT = {"type": ["string", "null"]}
COUNT = {"type": "integer", "minimum": 0}
MOMENT = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"}


def thing(**properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def many(items: object, **rules: object) -> dict[str, object]:
    return {"type": "array", "items": items, **rules}


QUOTE = thing(n=COUNT, article_id=TEXT, start=COUNT, end=COUNT, text=TEXT, passage=TEXT)
SOURCE = thing(
    n={"type": "integer", "minimum": 1},
    article_id=TEXT,
    title=MAYBE_TEXT,
    outlet=MAYBE_TEXT,
    published=MOMENT,
    url=MAYBE_TEXT,
    path=MAYBE_TEXT,
    inferred=many(TEXT),
    also_in=many(thing(article_id=TEXT, outlet=TEXT, url=MAYBE_TEXT)),
)
QUERY = thing(
    **{"from": MOMENT, "to": MOMENT},
    terms=many(TEXT),
    corrections=many(thing(**{"from": TEXT, "to": TEXT})),
    phrases=many(TEXT),
    outlets=many(TEXT),
    language=TEXT,
)
SCHEMA = thing(
    question=TEXT,
    query=QUERY,
    abstained={"type": "boolean"},
    reason=MAYBE_TEXT,
    confidence={"type": "number", "minimum": 0, "maximum": 1},
    claims=many(thing(text=TEXT, speaker=MAYBE_TEXT, quotes=many(QUOTE, minItems=1), outlets=COUNT), maxItems=4),
    sources=many(SOURCE),
    nearest=many(thing(article_id=TEXT, text=TEXT)),
    coverage=thing(**{"from": MOMENT, "to": MOMENT}, articles=COUNT),
    took_ms={"type": "number", "minimum": 0},
)


def check(value: object) -> dict[str, Any]:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(value)
    assert isinstance(value, dict)
    return value


@pytest.mark.parametrize("reply", [plain_answer(), abstention(), answer(sources=(source(1, published=None),))])
def test_every_reply_keeps_the_schema(reply: Reply) -> None:
    assert check(json.loads(json.dumps(reply_as_json(reply))))


def test_an_answer() -> None:
    found = check(reply_as_json(plain_answer(), "what does rusia demand?"))
    assert found["question"] == "what does rusia demand?"
    assert found["query"]["terms"] == ["Russia", "insist", "require"]
    assert found["query"]["corrections"] == [{"from": "rusia", "to": "Russia"}]
    assert (found["abstained"], found["reason"], found["nearest"]) == (False, None, [])
    assert found["confidence"] == 0.8123
    assert [source["published"] for source in found["sources"]] == ["2025-03-12T00:00:00Z", "2025-03-13T00:00:00Z"]
    assert found["coverage"] == {"articles": 20, "from": "2025-03-01T09:00:00Z", "to": "2025-03-14T09:00:00Z"}


def test_an_abstention() -> None:
    found = check(reply_as_json(abstention()))
    assert (found["abstained"], found["claims"], found["sources"]) == (True, [], [])
    assert found["question"] == query().question
    assert found["reason"] == "unknown-name: Boris Palmer"
    assert found["nearest"] == [{"article_id": "a1", "text": "The talks go on."}]
    assert reply_as_json(abstention(Reason.NOT_FOUND, ""))["reason"] == "not-found"


@pytest.mark.parametrize("engine", ["memory", "disk"])
@pytest.mark.parametrize("question", ["what does Russia demand?", "who won the chess olympiad in 1974?", "", "?!"])
def test_the_command_keeps_the_schema(question: str, engine: str, run: Run) -> None:
    found = check(json.loads(run("ask", question, "--engine", engine, "--json").stdout))
    assert found["question"] == question


def test_a_folder_that_is_not_there_still_prints_the_object(run: Run) -> None:
    done = run("ask", "what does Russia demand?", "--corpus", "no-such-folder", "--json")
    assert done.exit_code == 2
    assert check(json.loads(done.stdout))["abstained"]
    assert done.stderr == "no-such-folder does not exist.\n"
