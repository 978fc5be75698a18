"""The MDO lists: trees with headings, flat lists, and the carriers for one chosen item."""

from collections.abc import Collection
from typing import Any

from app.sandbox.data.countries import BY_NUMBER, COUNTRIES
from app.sandbox.data.lists import CATEGORY_GROUPS, LISTS, Item
from app.sandbox.data.users import BY_ID, GROUPS, OWNER_COMPANY, USERS
from app.sandbox.data.zones import TIME_ZONES
from app.sandbox.errors import refused
from app.sandbox.wire.carriers import make
from app.sandbox.wire.language import all_languages

_FIRST_GROUP_HEADING = 90


def _groups() -> tuple[Item, ...]:
    return tuple(
        Item(
            _FIRST_GROUP_HEADING + group,
            name,
            children=tuple(user.associate_id for user in USERS if user.group == group),
        )
        for group, name in GROUPS.items()
    )


_LISTS: dict[str, tuple[Item, ...]] = LISTS | {
    "associate": tuple(Item(u.associate_id, u.full_name, u.initials, u.deleted) for u in USERS) + _groups(),
    "country": tuple(Item(each.number, each.name, each.english) for each in COUNTRIES),
    "timezone": tuple(Item(each.number, each.name, each.cities) for each in TIME_ZONES),
}

NAMES = sorted([*_LISTS, "contact_new"])

# The list that the id of a property must come from.
LIST_OF_PROPERTY = {
    "Associate": "associate",
    "SupportAssociate": "associate",
    "Business": "business",
    "Category": "category",
    "Country": "country",
    "CustomerLanguage": "customerlanguage",
    "Position": "perspos",
    "TicketPriority": "ticketpriority",
}


def find_list(name: str) -> tuple[Item, ...] | None:
    """Returns the list of that name, ignoring case; None if there is none."""
    return _LISTS.get(name.lower())


def item(name: str, number: int) -> Item | None:
    """Returns the item with that id; None for headings and unknown ids."""
    return next((each for each in _LISTS[name] if each.number == number and not each.children), None)


def label(name: str, number: int) -> str:
    """Returns the name of an item; empty if there is none."""
    found = item(name, number)
    return found.name if found else ""


def checked_id(field: str, name: str, number: int) -> int:
    """Returns an id that may be saved: 0 or an item's. Raises ServerError (400) for any other."""
    if number and item(name, number) is None:
        heading = any(each.number == number for each in _LISTS[name])
        raise refused(field, f"{number} is {'a heading' if heading else 'not an item'} of the list '{name}'.")
    return number


def tree(name: str, *, flat: bool, query: str = "") -> list[dict[str, Any]]:
    """Returns MDOListItem carriers. A query implies a flat list (Swagger, MDOList)."""
    rows = _LISTS[name.lower()]
    if not flat and not query:
        return [_node(name, rank, each) for rank, each in enumerate(rows, 1) if _is_top(rows, each)]
    wanted = [each for each in rows if not each.children and _matches(each, query)]
    return [_node(name, rank, each) for rank, each in enumerate(wanted, 1)]


def selectable(name: str, *, flat: bool, selected: Collection[int] = ()) -> list[dict[str, Any]]:
    """Returns SelectableMDOListItem carriers with the selected ids marked."""
    return [_selectable(node, name, selected) for node in tree(name, flat=flat)]


def _is_top(rows: tuple[Item, ...], each: Item) -> bool:
    return bool(each.children) or not any(each.number in row.children for row in rows)


def _matches(each: Item, query: str) -> bool:
    return any(query.casefold() in text.casefold() for text in all_languages(each.name))


def _node(name: str, rank: int, each: Item) -> dict[str, Any]:
    children = (item(name.lower(), number) for number in each.children)
    return make(
        "MDOListItem",
        Id=each.number,
        Name=each.name,
        ToolTip=each.tooltip,
        Deleted=each.deleted,
        Rank=rank,
        Type=name.lower(),
        IconHint=name.lower(),
        ExtraInfo=_extra_info(name.lower(), each),
        FullName=None,
        ChildItems=[_node(name, rank, child) for rank, child in enumerate(children, 1) if child],
    )


def _extra_info(name: str, each: Item) -> str:
    if name != "associate" or each.children:
        return ""
    return f"person_id={BY_ID[each.number].person_id}&contact_id={OWNER_COMPANY}"


def _selectable(node: dict[str, Any], name: str, selected: Collection[int]) -> dict[str, Any]:
    children = [_selectable(child, name, selected) for child in node["ChildItems"]]
    found = item(name.lower(), node["Id"])
    return make(
        "SelectableMDOListItem",
        **node
        | {
            "ChildItems": children,
            "Hidden": bool(found and found.hidden),
            "Selected": not children and node["Id"] in selected,
        },
    )


def reference(carrier: str, name: str, number: int) -> dict[str, Any]:
    """Returns the carrier (Business, Position, ...) of an item; blank for 0."""
    found = item(name, number)
    made = make(carrier, Id=number, Value=found.name if found else "", Tooltip=found.tooltip if found else "")
    if carrier == "Category":
        group = CATEGORY_GROUPS.get(number, "Unknown")
        made |= {
            "CategoryGroup": group,
            "EnableLeadStatus": group == "PotentialCustomer",
            "Rank": number,
            "Deleted": bool(found and found.deleted),
        }
    return made


def associate(number: int) -> dict[str, Any] | None:
    """Returns the Associate carrier; None for 0."""
    user = BY_ID.get(number)
    if user is None:
        return None
    mask = {"Mask": "Select, Update", "Reason": "[SR_USER_CANNOT_DELETE_SELF]"}
    return make(
        "Associate",
        AssociateId=number,
        Name=user.initials,
        PersonId=user.person_id,
        Type="InternalAssociate",
        GroupIdx=user.group,
        FullName=user.full_name,
        FormalName=user.full_name,
        Deleted=user.deleted,
        EjUserId=number,
        UserName=None,
        TableRight=mask,
    )


def country(number: int) -> dict[str, Any]:
    """Returns the Country carrier."""
    found = BY_NUMBER[number]
    return make(
        "Country",
        CountryId=number,
        Name=found.name,
        CurrencyId=found.currency,
        EnglishName=found.english,
        TwoLetterISOCountry=found.iso2,
        ThreeLetterISOCountry=found.iso3,
        ImageDescription=None,
        OrgNrText=found.org_nr_text,
        InterAreaPrefix=found.area_prefix,
        DialInPrefix=found.dial,
        ZipPrefix=found.iso2,
        DomainName=found.iso2,
        AddressLayoutId=found.layout,
        DomesticAddressLayoutId=found.layout,
        ForeignAddressLayoutId=found.layout,
        Rank=[each.number for each in COUNTRIES].index(number) + 1,
        Tooltip=found.english,
    )
