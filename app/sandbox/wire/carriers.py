"""The WebAPI's carriers, and reading a body into them.

Written from the vendor's Swagger definitions, without the client's model on purpose: so each checks the
other. Nearly every carrier has TableRight and FieldProperties besides the listed properties.

Reading follows Newtonsoft.Json, which the server uses: names ignore case, numbers and strings convert to each
other, unknown properties are ignored. Null means "not sent".
"""

import math
import re
from typing import Any

from app.sandbox.errors import unreadable

EMPTY_DATE = "0001-01-01T00:00:00"

_DECLARED = {
    "EntityElement": "Value:str StrippedValue:str Description:str",
    "Associate": (
        "AssociateId:int Name:str PersonId:int Rank:int Tooltip:str Type:str GroupIdx:int FullName:str "
        "FormalName:str Deleted:bool EjUserId:int UserName:str ExtraFields:{} CustomFields:{}"
    ),
    "Business": "Id:int Value:str Tooltip:str",
    "Position": "Id:int Value:str Tooltip:str",
    "TicketPriority": "Id:int Value:str Tooltip:str",
    "CustomerLanguage": "Id:int Value:str Tooltip:str",
    "Category": (
        "Id:int Value:str Tooltip:str CategoryGroup:str EnableLeadStatus:bool Rank:int Deleted:bool"
    ),
    "Country": (
        "CountryId:int Name:str CurrencyId:int EnglishName:str TwoLetterISOCountry:str "
        "ThreeLetterISOCountry:str ImageDescription:str OrgNrText:str InterAreaPrefix:str DialInPrefix:str "
        "ZipPrefix:str DomainName:str AddressLayoutId:int DomesticAddressLayoutId:int "
        "ForeignAddressLayoutId:int Rank:int Tooltip:str Deleted:bool"
    ),
    "LocalizedField": "Name:str Value:str Tooltip:str Label:str ValueLength:int AddressType:str",
    "StructuredAddress": (
        "AtypeIdx:AddressType Address1:str Address2:str Address3:str City:str County:str State:str "
        "Zipcode:str Formatted:str"
    ),
    "Address": (
        "Wgs84Latitude:double Wgs84Longitude:double LocalizedAddress:[[LocalizedField]] "
        "Street:StructuredAddress Postal:StructuredAddress Formatted:str"
    ),
    "MDOListItem": (
        "Id:int Name:str ToolTip:str Deleted:bool Rank:int Type:str ChildItems:[MDOListItem] IconHint:str "
        "ColorBlock:int ExtraInfo:str StyleHint:str FullName:str"
    ),
    "SelectableMDOListItem": (
        "Id:int Name:str ToolTip:str Deleted:bool Rank:int Type:str ColorBlock:int IconHint:str "
        "Selected:bool LastChanged:date ChildItems:[SelectableMDOListItem] ExtraInfo:str StyleHint:str "
        "Hidden:bool FullName:str"
    ),
    "Person": (
        "Position:str PersonId:int Mrmrs:str Firstname:str Lastname:str MiddleName:str Title:str "
        "Description:str Email:str FullName:str DirectPhone:str FormalName:str CountryId:int ContactId:int "
        "ContactName:str Retired:int Rank:int ActiveInterests:int ContactDepartment:str ContactCountryId:int "
        "ContactOrgNr:str FaxPhone:str MobilePhone:str ContactPhone:str AssociateName:str AssociateId:int "
        "UsePersonAddress:bool ContactFax:str Kanafname:str Kanalname:str Post1:str Post2:str Post3:str "
        "EmailName:str ContactFullName:str ActiveErpLinks:int TicketPriorityId:int SupportLanguageId:int "
        "SupportAssociateId:int CategoryName:str PersonNumber:str"
    ),
    "Contact": (
        "ContactId:int Name:str OrgNr:str Department:str URL:str City:str DirectPhone:str AssociateId:int "
        "CountryId:int EmailAddress:str Kananame:str EmailAddressName:str URLName:str AssociateFullName:str "
        "BusinessName:str CategoryName:str CountryName:str Address:Address FormattedAddress:str FullName:str "
        "IsOwnerContact:bool ActiveErpLinks:int Number1:str Number2:str"
    ),
    "TaskListItem": "TaskListItemId:int Value:str Tooltip:str",
    # Of the properties of POST Appointment's page, those that the client reads or writes.
    "AppointmentEntity": (
        "AppointmentId:int Title:str Description:str StartDate:date EndDate:date Type:str Private:str "
        "Completed:str CompletedDate:date Location:str IsAlldayEvent:bool Task:TaskListItem Contact:Contact "
        "Person:Person Associate:Associate CreatedBy:Associate CreatedDate:date UpdatedBy:Associate "
        "UpdatedDate:date"
    ),
    "ContactPersonId": "ContactId:int PersonId:int",
    "ProjectMember": (
        "ProjectmemberId:int ProjectId:int ProjectName:str ContactId:int ContactName:str PersonId:int "
        "Firstname:str Lastname:str ProjectMemberTypeId:int ProjectMemberTypeName:str Comment:str"
    ),
    # Of the properties of their pages, those that the client reads.
    "ConsentPurpose": "ConsentPurposeId:int Name:str Key:str Tooltip:str Active:int Deleted:bool Rank:int",
    "ConsentSource": "ConsentSourceId:int Name:str Key:str Tooltip:str Deleted:bool Rank:int",
    "LegalBase": "LegalBaseId:int Name:str Key:str Tooltip:str Deleted:bool Rank:int",
    "ConsentInfo": (
        "ConsentPersonId:int Comment:str Registered:date RegisteredAssociateId:int Updated:date "
        "UpdatedAssociateId:int LegalBaseId:int LegalBaseKey:str LegalBaseName:str ConsentPurposeId:int "
        "ConsentPurposeKey:str ConsentPurposeName:str ConsentSourceId:int ConsentSourceKey:str "
        "ConsentSourceName:str"
    ),
    "SavedUtmParameters": (
        "FormName:str FirsttouchSource:str FirsttouchMedium:str FirsttouchCampaign:str FirsttouchTerm:str "
        "FirsttouchContent:str FirsttouchReferrerDomain:str Source:str Medium:str Campaign:str Term:str "
        "Content:str ReferrerDomain:str"
    ),
    "DuplicateEntry": "RuleName:str SoPrimaryKey:int EntryName:str EntryIdentifier:str RuleDisplayName:str",
    "FieldInfoBase": (
        "FieldType:str FieldName:str DisplayName:str Description:str ShortLabel:str HideLabel:bool "
        "HideField:bool IsIndexed:bool IsMandatory:bool IsReadOnly:bool IsExternal:bool IsDisplayField:bool "
        "Rank:int TemplateVariableName:str"
    ),
    "UserDefinedFieldInfo": (
        "UDefFieldId:int ColumnId:int FieldDefault:str FieldHeight:int FieldLabel:str FieldLeft:int "
        "FieldTop:int FieldType:str FieldWidth:int FormatMask:str HideLabel:bool IsIndexed:bool "
        "LabelHeight:int LabelLeft:int LabelTop:int LabelWidth:int LastVersionId:int ListTableId:int "
        "IsMandatory:bool Type:str Page1LineNo:int ProgId:str IsReadOnly:bool ShortLabel:str TabOrder:int "
        "TextLength:int Tooltip:str UdefIdentity:int UDListDefinitionId:int Justification:str Version:int "
        "TemplateVariableName:str HasBeenPublished:bool MdoListName:str"
    ),
    "SoPrincipalCarrier": (
        "UserType:str Associate:str AssociateId:int IsPerson:bool PersonId:int CountryId:int "
        "HomeCountryId:int ContactId:int GroupId:int BusinessId:int CategoryId:int ContactOwner:int "
        "RoleId:int RoleName:str RoleDescription:str RoleType:str Licenses:[str] FullName:str "
        "EMailAddress:str FunctionRights:[str] EjUserId:int EjAccessLevel:int EjUserStatus:str "
        "ProvidedCredentials:[str] SecondaryGroups:[int] DatabaseContextIdentifier:str UserName:str"
    ),
    "TimeZoneData": (
        "TZLocationID:int Name:str TZLocationCode:str TZLocationCities:str IsoNumber:int "
        "TimeZoneSTDRules:{} TimeZoneDSTRules:{}"
    ),
    "UserInfo": "Deleted:bool UserInfoId:int UserName:str PersonId:int",
    "ContactEntity": (
        "ContactId:int Name:str Department:str OrgNr:str Number1:str Number2:str UpdatedDate:date "
        "CreatedDate:date Emails:[EntityElement] Interests:[SelectableMDOListItem] Urls:[EntityElement] "
        "Phones:[EntityElement] Faxes:[EntityElement] Description:str UpdatedBy:Associate "
        "CreatedBy:Associate Associate:Associate Business:Business Category:Category Country:Country "
        "Persons:[Person] NoMailing:bool Kananame:str Xstop:bool ActiveInterests:int GroupId:int "
        "ActiveStatusMonitorId:int SupportAssociate:Associate TicketPriority:TicketPriority "
        "CustomerLanguage:CustomerLanguage Deleted:int DbiAgentId:int DbiLastSyncronized:date DbiKey:str "
        "DbiLastModified:date SupportPerson:Person Address:Address Source:int ActiveErpLinks:int "
        "BounceEmails:[str] Domains:[str] UtmParameters:SavedUtmParameters UserDefinedFields:{} "
        "ExtraFields:{} CustomFields:{}"
    ),
    "PersonEntity": (
        "PersonId:int Firstname:str MiddleName:str Lastname:str Mrmrs:str Title:str UpdatedDate:date "
        "CreatedDate:date BirthDate:date CreatedBy:Associate Emails:[EntityElement] Description:str "
        "IsAssociate:bool PrivatePhones:[EntityElement] Faxes:[EntityElement] MobilePhones:[EntityElement] "
        "OfficePhones:[EntityElement] OtherPhones:[EntityElement] Position:Position UpdatedBy:Associate "
        "Contact:Contact Country:Country Interests:[SelectableMDOListItem] PersonNumber:str FullName:str "
        "NoMailing:bool UsePersonAddress:bool Retired:bool Urls:[EntityElement] FormalName:str "
        "Address:Address Post3:str Post2:str Post1:str Kanalname:str Kanafname:str "
        "CorrespondingAssociate:Associate Category:Category Business:Business Associate:Associate "
        "Salutation:str ActiveInterests:int SupportAssociate:Associate TicketPriority:TicketPriority "
        "CustomerLanguage:CustomerLanguage DbiAgentId:int DbiKey:str DbiLastModified:date "
        "DbiLastSyncronized:date SentInfo:int ShowContactTickets:int UserInfo:UserInfo "
        "ChatEmails:[EntityElement] InternetPhones:[EntityElement] Source:int ActiveErpLinks:int "
        "ShipmentTypes:[SelectableMDOListItem] Consents:[ConsentInfo] BounceEmails:[str] "
        "ActiveStatusMonitorId:int CreatedByFormId:int UtmParameters:SavedUtmParameters "
        "LeadstatusId:int Leadstatus:str "
        "UserDefinedFields:{} ExtraFields:{} CustomFields:{}"
    ),
}

CARRIERS: dict[str, dict[str, str]] = {
    carrier: dict(part.split(":") for part in declared.split()) for carrier, declared in _DECLARED.items()
}

_WITHOUT_RIGHTS = {"StructuredAddress", "FieldInfoBase", "SoPrincipalCarrier", "TimeZoneData"}
_ADDRESS_TYPES = (
    "Unknown",
    "ContactPostalAddress",
    "ContactStreetAddress",
    "PersonPrivateAddress",
    "QuoteBillingAddress",
    "QuoteShippingAddress",
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:?\d\d)?)?")
_BLANK: dict[str, Any] = {"int": 0, "str": "", "bool": False, "double": 0.0, "date": EMPTY_DATE}


def make(carrier: str, **values: Any) -> dict[str, Any]:
    """Builds a whole carrier as the server sends it: missing values are blank, nested carriers null."""
    made = {name: _blank(kind) for name, kind in CARRIERS[carrier].items()}
    if carrier not in _WITHOUT_RIGHTS:
        made |= {"TableRight": None, "FieldProperties": {}}
    return made | values


def _blank(kind: str) -> Any:
    if kind.startswith("["):
        return []
    return {} if kind == "{}" else _BLANK.get(kind)


def read(carrier: str, body: Any, where: str = "") -> dict[str, Any]:
    """Returns the known properties of a body that have a value.

    Raises ServerError (400, ASP.NET's format) for a value of the wrong type.
    """
    if not isinstance(body, dict):
        raise unreadable(f"{where or 'The body'}: an object is expected.")
    kinds = CARRIERS[carrier]
    names = {name.lower(): name for name in kinds}
    taken: dict[str, Any] = {}
    for sent, value in body.items():
        name = names.get(sent.lower())
        if name and value is not None:
            taken[name] = _value(kinds[name], value, f"{where}.{name}" if where else name)
    return taken


def _value(kind: str, value: Any, where: str) -> Any:
    if kind.startswith("["):
        if not isinstance(value, list):
            raise unreadable(f"{where}: an array is expected.")
        inner = kind[1:-1]
        return [_value(inner, each, f"{where}[{i}]") for i, each in enumerate(value) if each is not None]
    if kind in CARRIERS:
        return read(kind, value, where)
    if kind == "{}":
        if not isinstance(value, dict):
            raise unreadable(f"{where}: an object is expected.")
        return value
    taken = _READERS[kind](value)
    if taken is None:
        raise unreadable(f"{where}: Error converting value {value!r:.60}.")
    return taken


def _int(value: Any) -> int | None:
    if isinstance(value, str) and re.fullmatch(r"\s*[+-]?\d{1,10}\s*", value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if -(2**31) <= value < 2**31 else None


def _double(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _str(value: Any) -> str | None:
    if isinstance(value, bool):
        return "True" if value else "False"
    return str(value) if isinstance(value, str | int | float) else None


def _bool(value: Any) -> bool | None:
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return bool(value) if isinstance(value, bool | int) else None


def _date(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return (value or EMPTY_DATE) if not value or _DATE.fullmatch(value) else None


def _address_type(value: Any) -> str | None:
    # Numbers for enumerations are refused; what the server does is not documented.
    return value if value in _ADDRESS_TYPES else None


_READERS: dict[str, Any] = {
    "int": _int,
    "double": _double,
    "str": _str,
    "bool": _bool,
    "date": _date,
    "AddressType": _address_type,
}
