"""What all nouns share."""

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A frozen value: equal when its fields are equal, safe to share between tasks and threads."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
