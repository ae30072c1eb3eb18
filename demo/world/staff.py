"""Who works for the company: field sales, call centre, clerks, managers; their skill, teams and changes.

Belongs here: employees and their versions. Does not belong here: what they do (calls.py, selling.py, complaints.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from demo.randomness import Chance
from demo.size import Size
from demo.world.calendar import DAY_STARTS, MONTH_FIRST_DAY, Floats, Ints, at, day_number
from demo.world.names import Names, slug

KINDS = ["rep", "agent", "clerk", "manager"]
DEPARTMENTS = {
    "Field sales north": "Sales",
    "Field sales south": "Sales",
    "Field sales international": "Sales",
    "Order desk": "Service",
    "Customer care": "Service",
    "Quality": "Operations",
    "Warehouse": "Operations",
    "Accounting": "Finance",
}
SALES_TEAMS = ["Field sales north", "Field sales south", "Field sales international"]
BACK_OFFICE = ["Customer care", "Quality", "Warehouse", "Accounting"]
JOB_TITLES = {"rep": "Sales representative", "agent": "Service agent", "clerk": "Clerk", "manager": "Team lead"}
LEAVES_ON = day_number(date(2024, 9, 30))
LEAVER_PLACE = 2  # of the reps: the third
LEAVER_SKILL = 1.1
CUSTOMERS_PER_CLERK = 20_000
MOVE_EVERY = 9  # every so many employees change team once
HOME = 0  # names come from the company's own country


@dataclass
class Version:
    """How an employee stands from a time on."""

    employee_no: int
    valid_from_at: int
    name: str
    job_title: str
    team: str
    is_active: bool = True


@dataclass
class Staff:
    kind: list[str] = field(default_factory=list)
    skill: list[float] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    reps: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    clerks: dict[str, Ints] = field(default_factory=dict)
    leaver: int = 0

    def skill_of(self, employee_no: Ints) -> Floats:
        return np.array([1.0, *self.skill])[employee_no]


class Hiring:
    """Takes people on; each gets the next number."""

    def __init__(self, staff: Staff, names: Names, chance: Chance) -> None:
        self._staff, self._names, self._chance = staff, names, chance

    def hire(self, kind: str, team: str, count: int, month: int, job_title: str = "") -> Ints:
        first = len(self._staff.kind) + 1
        draw = self._chance.of(f"hire {kind} {team}", month)
        for number in range(first, first + count):
            skill = float(np.clip(draw.normal(1.0, 0.22), 0.55, 1.5))
            self._staff.kind.append(kind)
            self._staff.skill.append(round(skill, 3))
            since = (
                int(at(MONTH_FIRST_DAY[month], 7 * 3600))
                if month
                else int(DAY_STARTS[0]) - 86_400 * (60 + number * 397 % 2_900)
            )
            title = job_title or JOB_TITLES[kind]
            self._staff.versions.append(Version(number, since, self._name(draw), title, team))
            self._change_team(number, kind, team, month, draw)
        return np.arange(first, first + count)

    def _name(self, draw: np.random.Generator) -> str:
        names, home = self._names, np.array([HOME])
        given = names.female if draw.random() < 0.5 else names.male
        first, last = int(given.draw(draw, home)[0]), int(names.family.draw(draw, home)[0])
        return f"{given.labels[first]} {names.family.labels[last]}"

    def _change_team(self, number: int, kind: str, team: str, month: int, draw: np.random.Generator) -> None:
        if number % MOVE_EVERY or kind == "manager" or month > 20:
            return
        later = int(draw.integers(month + 4, 34))
        peers = SALES_TEAMS if kind == "rep" else ["Order desk", "Customer care"] if kind == "agent" else BACK_OFFICE
        target = peers[(peers.index(team) + 1) % len(peers)]
        name = self._staff.versions[-1].name
        when = int(at(MONTH_FIRST_DAY[later], 7 * 3600))
        self._staff.versions.append(Version(number, when, name, JOB_TITLES[kind], target))


def make_staff(size: Size, names: Names, chance: Chance) -> tuple[Staff, Hiring]:
    staff = Staff()
    hiring = Hiring(staff, names, chance)
    for team in DEPARTMENTS:
        hiring.hire("manager", team, 1, 0)
    shares = np.array([0.4, 0.35, 0.25])
    counts = np.diff(np.round(np.concatenate([[0], np.cumsum(shares)]) * size.reps).astype(int))
    staff.reps = np.concatenate(
        [hiring.hire("rep", team, int(count), 0) for team, count in zip(SALES_TEAMS, counts, strict=True)]
    )
    clerks = 1 + size.customers // CUSTOMERS_PER_CLERK
    staff.clerks = {team: hiring.hire("clerk", team, clerks, 0) for team in BACK_OFFICE}
    _plan_leaving(staff)
    return staff, hiring


def _plan_leaving(staff: Staff) -> None:
    """The leaver stays in her team until she goes, and is good at what she does: that her accounts go quiet hurts."""
    staff.leaver = int(staff.reps[LEAVER_PLACE])
    staff.skill[staff.leaver - 1] = LEAVER_SKILL
    staff.versions = [v for v in staff.versions if v.employee_no != staff.leaver or v.valid_from_at < DAY_STARTS[0]]
    was = next(version for version in staff.versions if version.employee_no == staff.leaver)
    gone = Version(staff.leaver, int(at(LEAVES_ON, 18 * 3600)), was.name, was.job_title, was.team, is_active=False)
    staff.versions.append(gone)


def email_of(version: Version) -> str:
    given, family = version.name.split(" ", 1)
    return f"{slug(given)}.{slug(family)}{version.employee_no}@example.com"


def reps_at(staff: Staff, day: Ints) -> Ints:
    """Reps who are there on every one of these days: the leaver drops out after her last."""
    return staff.reps if int(np.max(day, initial=0)) <= LEAVES_ON else staff.reps[staff.reps != staff.leaver]
