"""When a restriction that an archivist set ends: on a day, or by a rule such as latest date + 30 years.

It says when, and opens nothing: a job saves the record on that day.
"""

from datetime import MAXYEAR, date

from catalog.domain.description import Access, Date, Description
from catalog.domain.vocabularies import PRIMARY_DATE_ROLES


def is_restricted(access: Access) -> bool:
    """Whether the description or the material is kept from anybody."""
    return access.description != "public" or access.material != "open"


def opening_day(description: Description) -> str:
    """The ISO day on which the record's own restriction ends; empty where there is none or it is unknown.

    The rule counts from the latest accepted date of the record itself. An open or unknown end among
    those dates gives no day: what cannot be counted stays closed.
    """
    access = description.access
    if not is_restricted(access):
        return ""
    if access.opens_on or access.opens_after_years <= 0:
        return _day(access.opens_on)
    dates = [
        one for one in description.of(Date) if one.state == "accepted" and one.role in PRIMARY_DATE_ROLES
    ]
    if not dates or not all(one.latest for one in dates):
        return ""
    return _years_after(max(one.latest for one in dates), access.opens_after_years)


def review_day(description: Description) -> str:
    """The ISO day on which somebody is to look at the record's access again; empty where none is set."""
    return _day(description.access.review_on)


def opened() -> Access:
    """What is left of a restriction that has ended: nothing. Its reasons stay in the history."""
    return Access()


def _day(text: str) -> str:
    """What is no day of the calendar opens nothing."""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        return ""


def _years_after(day: str, years: int) -> str:
    """29 February counts as 1 March in other years; empty where the day is no day of the calendar."""
    try:
        start = date.fromisoformat(day)
    except ValueError:
        return ""
    if start.year + years > MAXYEAR:
        return ""
    try:
        return start.replace(year=start.year + years).isoformat()
    except ValueError:
        return date(start.year + years, 3, 1).isoformat()
