"""The address of a law is the one that its authority gives to that Act, regulation or rule, and no other.

Numbers of Acts and regulations are written here a second time, so that a slip in the content shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from knowledge.files import law
from knowledge.files.records import Content
from knowledge.settings import ENGLAND

NUMBERS = {
    "Local Government Act 1974": "ukpga/1974/7",
    "Chronically Sick and Disabled Persons Act 1970": "ukpga/1970/44",
    "Children Act 1989": "ukpga/1989/41",
    "Social Security Contributions and Benefits Act 1992": "ukpga/1992/4",
    "Carers (Recognition and Services) Act 1995": "ukpga/1995/12",
    "Housing Grants, Construction and Regeneration Act 1996": "ukpga/1996/53",
    "Education Act 1996": "ukpga/1996/56",
    "Social Security Act 1998": "ukpga/1998/14",
    "Freedom of Information Act 2000": "ukpga/2000/36",
    "Education Act 2002": "ukpga/2002/32",
    "Mental Capacity Act 2005": "ukpga/2005/9",
    "Childcare Act 2006": "ukpga/2006/21",
    "Education and Inspections Act 2006": "ukpga/2006/40",
    "Equality Act 2010": "ukpga/2010/15",
    "Welfare Reform Act 2012": "ukpga/2012/5",
    "Children and Families Act 2014": "ukpga/2014/6",
    "Care Act 2014": "ukpga/2014/23",
    "Childcare Act 2016": "ukpga/2016/5",
    "Down Syndrome Act 2022": "ukpga/2022/18",
    "Carer's Leave Act 2023": "ukpga/2023/18",
    "Children's Wellbeing and Schools Act 2026": "ukpga/2026/21",
    "Social Security and Child Support (Decisions and Appeals) Regulations 1999": "uksi/1999/991",
    "Council Tax (Reductions for Disabilities) Regulations 1992": "uksi/1992/554",
    "Civil Procedure Rules 1998": "uksi/1998/3132",
    "Disabled Persons (Badges for Motor Vehicles) (England) Regulations 2000": "uksi/2000/682",
    "Education (Pupil Information) (England) Regulations 2005": "uksi/2005/1437",
    "Children Act 1989 Representations Procedure (England) Regulations 2006": "uksi/2006/1738",
    "Education (Penalty Notices) (England) Regulations 2007": "uksi/2007/1867",
    "Tribunal Procedure (First-tier Tribunal) (Health, Education and Social Care Chamber) Rules 2008": "uksi/2008/2699",
    "Tribunal Procedure (First-tier Tribunal) (Social Entitlement Chamber) Rules 2008": "uksi/2008/2685",
    "First-tier Tribunal (Health, Education and Social Care Chamber) Rules 2008": "uksi/2008/2699",
    "Local Authority Social Services and National Health Service Complaints (England) "
    "Regulations 2009": "uksi/2009/309",
    "Breaks for Carers of Disabled Children Regulations 2011": "uksi/2011/707",
    "School Discipline (Pupil Exclusions and Reviews) (England) Regulations 2012": "uksi/2012/1033",
    "National Health Service Commissioning Board and Clinical Commissioning Groups "
    "(Responsibilities and Standing Rules) Regulations 2012": "uksi/2012/2996",
    "Local Authorities (Public Health Functions and Entry to Premises by Local Healthwatch Representatives) "
    "Regulations 2013": "uksi/2013/351",
    "Universal Credit, Personal Independence Payment, Jobseeker's Allowance and Employment and Support Allowance "
    "(Decisions and Appeals) Regulations 2013": "uksi/2013/381",
    "Universal Credit Regulations 2013": "uksi/2013/376",
    "Special Educational Needs and Disability Regulations 2014": "uksi/2014/1530",
    "Special Educational Needs (Personal Budgets) Regulations 2014": "uksi/2014/1652",
    "Young Carers (Needs Assessments) Regulations 2015": "uksi/2015/527",
    "Special Educational Needs and Disability (First-tier Tribunal Recommendations Power) "
    "Regulations 2017": "uksi/2017/1306",
    "School Attendance (Pupil Registration) (England) Regulations 2024": "uksi/2024/208",
    "UK General Data Protection Regulation": "eur/2016/679",
}
"""The address of each Act and instrument below legislation.gov.uk, by the name that a parent reads."""

_ADDRESS = re.compile(
    r"/(?P<number>ukpga/\d{4}/\d+|uksi/\d{4}/\d+|eur/\d{4}/\d+)"
    r"/(?P<part>contents|(?P<kind>section|regulation|article|schedule|part)/(?P<at>\d+[A-Z]*)(?:/paragraph/\d+)?)"
)
_NAMED = re.compile(r"\b(?P<kind>section|regulation|rule|article|schedule|part)s? (?P<numbers>\d.*)", re.IGNORECASE)
_NUMBER = re.compile(r"\b(\d+)([A-Z]*)\b")
_ADDRESSED_AS = {"rule": "article"}
_GOV_UK = re.compile(r"/(?:government/publications/)?[a-z0-9]+(?:-{1,2}[a-z0-9]+)*")


@dataclass(frozen=True)
class Cited:
    """A law as content names it: its title, its address, and where that is."""

    title: str
    url: str
    place: str


def wrong(cited: Cited) -> str:
    """What is wrong with the address of an Act or instrument; nothing where it is right."""
    found = _ADDRESS.fullmatch(urlsplit(cited.url).path)
    if not found:
        return f"{cited.place}: {cited.url} is not the address of a law or of a part of one."
    name = next((name for name in sorted(NUMBERS, key=len, reverse=True) if cited.title.startswith(name)), None)
    if not name:
        return f"{cited.place}: the number of {cited.title} is not known here: look it up, and add it."
    if found["number"] != NUMBERS[name]:
        return f"{cited.place}: {name} is {NUMBERS[name]}, not {found['number']}."
    return (
        "" if _part_is_named(cited.title[len(name) :], found) else f"{cited.place}: {cited.title} is not {cited.url}."
    )


def _part_is_named(rest: str, found: re.Match[str]) -> bool:
    """Whether the title names the section or the like that the address leads to."""
    named = _NAMED.search(rest)
    if not named or found["part"] == "contents":
        return not named and found["part"] == "contents"
    kind = named["kind"].lower()
    numbers = [_ordered(number) for number in _NUMBER.findall(named["numbers"])]
    at = _ordered(_NUMBER.findall(found["at"])[0])
    return found["kind"] == _ADDRESSED_AS.get(kind, kind) and min(numbers) <= at <= max(numbers)


def _ordered(number: tuple[str, str]) -> tuple[int, str]:
    return int(number[0]), number[1]


def in_file(value: Any, place: str) -> Iterator[Cited]:
    """Every title with an address in what a file holds."""
    if isinstance(value, dict):
        if "title" in value and "url" in value:
            yield Cited(value["title"], value["url"], place)
        for part in value.values():
            yield from in_file(part, place)
    elif isinstance(value, list):
        for part in value:
            yield from in_file(part, place)


def of_statute(all_cited: Iterator[Cited]) -> list[Cited]:
    """Those on legislation.gov.uk itself, without its older views and its explanatory notes."""
    return [cited for cited in all_cited if cited.url.startswith("https://www.legislation.gov.uk/")]


def test_provision_leads_to_the_act_and_section_in_its_title() -> None:
    cited = (Cited(one.title, one.url, f"law.yml: {one.id}") for one in law.provisions().values())
    assert [fault for fault in map(wrong, of_statute(cited)) if fault] == []


def test_guidance_is_a_publication_or_page_of_the_government() -> None:
    paths = [urlsplit(one.url).path for one in law.provisions().values() if one.url.startswith("https://www.gov.uk/")]
    assert paths
    assert [path for path in paths if not _GOV_UK.fullmatch(path)] == []


@pytest.mark.parametrize("name", ["timetable.yml", "rates.yml"])
def test_time_limit_and_amount_lead_to_the_law_in_their_title(name: str) -> None:
    cited = of_statute(in_file(yaml.safe_load((ENGLAND / name).read_text(encoding="utf-8")), name))
    assert cited
    assert [fault for fault in map(wrong, cited) if fault] == []


def test_source_of_a_page_leads_to_the_law_in_its_title(shipped: Content) -> None:
    cited = (
        Cited(source.title, source.url, f"topics/{entry.id}.md")
        for entry in shipped.entries.values()
        for source in entry.sources
        if source.url
    )
    assert [fault for fault in map(wrong, of_statute(cited)) if fault] == []


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("Children and Families Act 2014, section 36", "ukpga/2014/23/section/36"),
        ("Children and Families Act 2014, section 36", "ukpga/2014/6/section/37"),
        ("Children and Families Act 2014, section 36", "ukpga/2014/6/contents"),
        ("Children and Families Act 2014, section 36", "ukpga/2014/6/regulation/36"),
        ("Children and Families Act 2014, sections 38 to 40", "ukpga/2014/6/section/41"),
        ("Children Act 1989 Representations Procedure (England) Regulations 2006", "ukpga/1989/41/contents"),
        ("Children Act 1989, section 17ZA", "ukpga/1989/41/section/17"),
        ("Equality Act 2010, Schedule 10", "ukpga/2010/15/section/10"),
        ("An Act that nobody knows 2014, section 1", "ukpga/2014/6/section/1"),
        ("Equality Act 2010, section 6", "ukpga/2010/15/6"),
    ],
)
def test_address_of_another_act_or_section_is_noticed(title: str, path: str) -> None:
    assert wrong(Cited(title, f"https://www.legislation.gov.uk/{path}", "here"))


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("Children and Families Act 2014, sections 38 to 40", "ukpga/2014/6/section/38"),
        ("Children Act 1989, sections 17ZA to 17ZC", "ukpga/1989/41/section/17ZB"),
        ("Children Act 1989, Schedule 2, paragraph 6", "ukpga/1989/41/schedule/2/paragraph/6"),
        (
            "First-tier Tribunal (Health, Education and Social Care Chamber) Rules 2008, rule 20",
            "uksi/2008/2699/article/20",
        ),
        ("Breaks for Carers of Disabled Children Regulations 2011", "uksi/2011/707/contents"),
    ],
)
def test_address_that_fits_its_title_is_right(title: str, path: str) -> None:
    assert wrong(Cited(title, f"https://www.legislation.gov.uk/{path}", "here")) == ""
