"""The schema of `site.yaml`, and of the front matter of editorial pages."""

from __future__ import annotations

from typing import Annotated

from sitegen.parse.schema_base import BeforeValidator, Field, Keys, WithJsonSchema
from sitegen.parse.schema_types import (
    Address,
    BaseUrl,
    Colour,
    FilledText,
    Fonts,
    Id,
    Language,
    Rating,
    StaticPath,
    Text,
    Texts,
    YesNo,
)
from sitegen.parse.schema_values import as_list


class StatusKeys(Keys):
    """A status that claims may have."""

    label: Annotated[FilledText, Field(description="How it is shown.")]
    description: Annotated[Text | None, Field(description="What it means.")] = None
    rating: Annotated[Rating | None, Field(description="From 0 (false) to 1 (true).")] = None


class ListedStatusKeys(StatusKeys):
    """A status in a list, with its id."""

    id: Annotated[Id, Field(description="The word that claims name it by.")]


class MenuItemKeys(Keys):
    """An entry of the menu."""

    label: Annotated[Text, Field(description="How it is shown.")] = ""
    target: Annotated[Address, Field(description="A page of the site, such as pages/about, or an address.")]


class FontKeys(Keys):
    """Families of fonts, as in CSS."""

    text: Annotated[Fonts | None, Field(description="For reading.")] = None
    interface: Annotated[Fonts | None, Field(description="For everything else.")] = None


class ThemeKeys(Keys):
    """How the site looks."""

    accent: Annotated[Colour | None, Field(description="The colour of links and marks.")] = None
    fonts: Annotated[FontKeys | None, Field(description="Fonts for text and interface.")] = None
    logo: Annotated[StaticPath | None, Field(description="A picture's path below static/.")] = None


class SearchKeys(Keys):
    """How the search is built."""

    whole_index: Annotated[
        YesNo | None, Field(description="Whether readers may load the whole index; left out: by its size.")
    ] = None


def _statuses(value: object) -> object:
    """Return a list of statuses as a map from id to status, where each of them has an id."""
    if not isinstance(value, list):
        return value
    out = {}
    for item in value:
        if not isinstance(item, dict) or not isinstance(item.get("id"), str) or item["id"] in out:
            return value
        out[item["id"]] = {key: inner for key, inner in item.items() if key != "id"}
    return out


_Target = Annotated[str, WithJsonSchema({"type": "string", "minLength": 1, "x-ids-of": "menu"})]


def _menu_item(value: object) -> object:
    """Return a page's name, or {label: target}, as an entry of the menu."""
    if isinstance(value, str):
        return {"target": value}
    if isinstance(value, dict) and len(value) == 1 and "target" not in value:
        ((label, target),) = value.items()
        return {"label": label, "target": target}
    return value


MenuItem = Annotated[
    MenuItemKeys,
    BeforeValidator(_menu_item, json_schema_input_type=_Target | MenuItemKeys | dict[str, Address]),
]


class SiteKeys(Keys):
    """The site itself."""

    title: Annotated[FilledText, Field(description="The site's title.")]
    description: Annotated[Text | None, Field(description="What it is about, in a sentence or two.")] = None
    language: Annotated[Language | None, Field(description="BCP 47 tag of the site; left out: en.")] = None
    base_url: Annotated[
        BaseUrl | None,
        Field(description="Its address, for what must be absolute: the sitemap, canonical links."),
    ] = None
    licence: Annotated[Text | None, Field(description="Under which terms its own texts stand.")] = None
    editors: Annotated[Texts | None, Field(description="Who makes it.")] = None
    menu: Annotated[
        tuple[MenuItem, ...] | None,
        BeforeValidator(as_list, json_schema_input_type=list[MenuItem]),
        Field(description="Pages in the menu, by name or as {label: target}."),
    ] = None
    claim_statuses: Annotated[
        dict[Id, StatusKeys] | None,
        BeforeValidator(_statuses, json_schema_input_type=dict[Id, StatusKeys] | list[ListedStatusKeys]),
        Field(description="The site's own statuses of claims."),
    ] = None
    theme: Annotated[ThemeKeys | None, Field(description="How the site looks.")] = None
    search: Annotated[SearchKeys | None, Field(description="How the search is built.")] = None


class PageKeys(Keys):
    """The front matter of an editorial page."""

    title: Annotated[FilledText, Field(description="The page's title.")]
