"""The types of values that authors write, each with what it accepts and how JSON Schema says so.

YAML gives only strings, lists and groups; a type here decides what a string means. Where one value stands
for a list of one, the type accepts it as such.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from sitegen.model.period import Period
from sitegen.parse import schema_values as values
from sitegen.parse.schema_base import (
    AfterValidator,
    BeforeValidator,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from sitegen.parse.schema_language import read_language
from sitegen.parse.schema_values import as_list

# `patternErrorMessage` is not JSON Schema's: the YAML language server tells it in place of the pattern.
AN_ID = "an id is lower-case letters a to z, digits and hyphens: ada-holm"
ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
DOCUMENT_ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$"

_EDTF_DATE = r"-?[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?[~?%]?"
_EDTF_PATTERN = (
    f"^(({_EDTF_DATE}|\\.\\.)?/({_EDTF_DATE}|\\.\\.)?|{_EDTF_DATE}|Y-?[0-9]{{5,9}}|[0-9]{{4}}-.*T.*)$"
)
_AN_ADDRESS = "an address begins with https://, http:// or mailto:, or is in the archive: static/a.pdf"
_A_DATE = "a date is written 2016-12-03, 2016-12, 2016-12-03~ (about), 2016-10-29/2016-10-31 or 2004/.."
# What YAML editors read as a number or as yes and no may be meant as text: `title: 1984`.
_ANY_SCALAR = ["string", "number", "boolean"]

Text = Annotated[str, WithJsonSchema({"type": _ANY_SCALAR})]
FilledText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    WithJsonSchema({"type": _ANY_SCALAR, "minLength": 1}),
]


def _id_schema(kind: str, pattern: str = ID_PATTERN, message: str = AN_ID) -> WithJsonSchema:
    # `x-ids-of` is resolved by `json_schema`: to the ids of an archive, where they are known.
    return WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": pattern,
            "patternErrorMessage": message,
            "x-ids-of": kind,
        }
    )


Id = Annotated[str, StringConstraints(pattern=ID_PATTERN), _id_schema("")]
DocumentId = Annotated[
    str,
    StringConstraints(pattern=DOCUMENT_ID_PATTERN),
    _id_schema("documents", DOCUMENT_ID_PATTERN, f"{AN_ID}, with / for folders: 2016/letter"),
]
SpeakerId = Annotated[str, StringConstraints(pattern=ID_PATTERN), _id_schema("speakers")]
ClaimId = Annotated[str, StringConstraints(pattern=ID_PATTERN), _id_schema("claims")]
FigureId = Annotated[str, StringConstraints(pattern=ID_PATTERN), _id_schema("figures")]
TopicId = Annotated[  # one that is only used has its page as well
    str, StringConstraints(pattern=ID_PATTERN), _id_schema("topics"), AfterValidator(values.read_file_id)
]
FormerId = Annotated[Id, AfterValidator(values.read_file_id)]
FormerDocumentId = Annotated[DocumentId, AfterValidator(values.read_file_id)]
StatusId = Annotated[str, StringConstraints(pattern=ID_PATTERN), _id_schema("statuses")]

Texts = Annotated[
    tuple[FilledText, ...],
    BeforeValidator(as_list, json_schema_input_type=FilledText | list[FilledText]),
]
FormerIds = Annotated[
    tuple[FormerId, ...], BeforeValidator(as_list, json_schema_input_type=FormerId | list[FormerId])
]
FormerDocumentIds = Annotated[
    tuple[FormerDocumentId, ...],
    BeforeValidator(as_list, json_schema_input_type=FormerDocumentId | list[FormerDocumentId]),
]
SpeakerIds = Annotated[
    tuple[SpeakerId, ...], BeforeValidator(as_list, json_schema_input_type=SpeakerId | list[SpeakerId])
]
ClaimIds = Annotated[
    tuple[ClaimId, ...], BeforeValidator(as_list, json_schema_input_type=ClaimId | list[ClaimId])
]
TopicIds = Annotated[
    tuple[TopicId, ...], BeforeValidator(as_list, json_schema_input_type=TopicId | list[TopicId])
]

Date = Annotated[
    Period,
    PlainValidator(lambda value: values.read_period(values.read_text(value))),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": _EDTF_PATTERN, "patternErrorMessage": _A_DATE},
                {"type": "integer"},
            ],
            "examples": ["2016-12-03", "2016-12", "2016-12-03~", "2016-10-29/2016-10-31", "2004/.."],
        }
    ),
]
Number = Annotated[
    Decimal,
    PlainValidator(values.read_number),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number"},
                {
                    "type": "string",
                    "pattern": f"^{values.NUMBER.pattern}$",
                    "patternErrorMessage": "a number is written in plain digits: 1200, 1_200, 0.5",
                },
            ]
        }
    ),
]
YesNo = Annotated[
    bool,
    PlainValidator(values.read_yes_no),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": "^(yes|no)$"}]}),
]
Occurrence = Annotated[
    int, PlainValidator(values.read_occurrence), WithJsonSchema({"type": "integer", "minimum": 1})
]
Rating = Annotated[
    Decimal,
    PlainValidator(values.read_rating),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
Address = Annotated[
    str,
    AfterValidator(values.read_address),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^(https?://[^/?#]|mailto:|(?!//|www\\.)[^:]*([/?#]|$))",
            "patternErrorMessage": _AN_ADDRESS,
        }
    ),
]
BaseUrl = Annotated[
    str,
    AfterValidator(values.read_address),
    AfterValidator(values.read_base_url),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^https?://",
            "patternErrorMessage": "the site's address begins with https:// or http://",
            "examples": ["https://example.org/archive/"],
        }
    ),
]
Language = Annotated[
    str,
    AfterValidator(read_language),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*|[xX](-[A-Za-z0-9]{1,8})+)$",
            "patternErrorMessage": "a language is named by its code: en, ar, pt-BR",
            "examples": ["en", "ar", "pt-BR", "zh-Hant"],
        }
    ),
]
Colour = Annotated[
    str,
    AfterValidator(values.read_colour),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^#([0-9a-fA-F]{3}){1,2}$",
            "patternErrorMessage": 'a colour is written "#8b1a1a", in quotation marks',
            "examples": ["#8b1a1a"],
        }
    ),
]
Fonts = Annotated[
    str, AfterValidator(values.read_fonts), WithJsonSchema({"type": "string", "examples": ["Georgia, serif"]})
]
StaticPath = Annotated[
    str, AfterValidator(values.read_static_path), WithJsonSchema({"type": "string", "examples": ["logo.svg"]})
]
Sha256 = Annotated[
    str,
    AfterValidator(values.read_sha256),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": "^[0-9a-fA-F]{64}$",
            "patternErrorMessage": "a SHA-256 has 64 hexadecimal digits",
        }
    ),
]
Links = Annotated[
    dict[str, Address],
    BeforeValidator(values.expand_links),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": ["string", "integer"]}}),
]
