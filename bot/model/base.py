"""What all nouns share."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A frozen value: equal when its fields are equal, safe to share between tasks and threads."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)

    @classmethod
    def make_checked(cls, values: dict[str, Any]) -> Self:
        """Of all its fields, which were checked before, as pydantic's `model_construct`, at a third of its cost; the
        dictionary becomes the noun's own."""
        noun = cls.__new__(cls)
        object.__setattr__(noun, "__dict__", values)
        object.__setattr__(noun, "__pydantic_fields_set__", set(values))
        object.__setattr__(noun, "__pydantic_extra__", None)
        object.__setattr__(noun, "__pydantic_private__", None)
        return noun
