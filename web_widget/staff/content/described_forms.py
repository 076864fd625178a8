"""The forms for everything that parents read besides pages and services, and for how parents are understood.

A new text of a content file needs a line here, and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from knowledge.files.journey_descriptions import JOURNEYS, Buttons, JourneyDescription
from web_widget.staff.content.form_description import Field, FormDescription, Item, Kind, Records

COUNCIL = "council.yml"
FIRST, SAYS, TYPED, JOURNEY, EMERGENCY = (
    "What parents see first",
    "What the assistant says",
    "What parents type",
    "Guided journeys",
    "In an emergency",
)
GROUPS = (FIRST, SAYS, TYPED, JOURNEY, EMERGENCY)

_FILLED_IN = "Words in curly brackets, such as {council.phone}, are filled in for you: leave them as they are."
_WAYS = "One way of typing it on each line, spelling mistakes and all. They are added to the national ones."

ROLES: Mapping[str, str] = {
    "send-team": "The council's SEND team",
    "sendiass": "Free, impartial advice for parents",
    "duty-team": "The children's duty team, for a child who is not safe",
    "camhs": "Mental health help for children",
    "community-nursing": "Nurses who visit children at home",
    "disabled-children-team": "Social workers for disabled children",
    "domestic-abuse-helpline": "The local domestic abuse helpline",
    "early-help": "Early help for families",
    "early-years-inclusion": "Help for children under five",
    "inclusion-service": "Specialist teachers and inclusion",
    "information-service": "The council's family information",
    "lado": "The LADO: concerns about people who work with children",
    "occupational-therapy": "Children's occupational therapy",
    "parent-carer-forum": "The parent carer forum",
    "school-nursing": "School nurses",
    "school-transport-team": "School transport",
    "short-breaks": "Short breaks",
    "adult-social-care": "Adult social care",
    "blue-badge": "Blue Badges",
    "careers-service": "Careers advice",
    "health-visiting": "Health visitors",
    "mediation-advisers": "Mediation",
    "neurodevelopmental-service": "Autism and ADHD assessments",
    "speech-and-language-therapy": "Children's speech and language therapy",
}
"""The services that every council has, by the names that national pages use."""

TALK: Mapping[str, str] = {
    "affirm": "Yes",
    "deny": "No",
    "anger": "Anger",
    "hard_time": "How hard it is",
    "guilt": "Is it my fault?",
    "greet": "Hello",
    "thanks": "Thank you",
    "bye": "Goodbye",
    "are_you_a_robot": "Are you a robot?",
    "what_can_you_do": "What can you do?",
    "who_sees_this": "Who sees this?",
    "start_again": "Start again",
    "did_not_help": "That did not help",
    "too_long": "That is too long",
    "correction": "I typed it wrong",
    "small_talk": "Other small talk",
    "talk_to_person": "I want to talk to a person",
    "find_service": "Find help near me",
    "ehc_dates": "When must the council reply?",
    "ask_for_assessment_myself": "Can I ask for an assessment myself?",
    "something_else": "Something else",
    "change_answer": "In a journey: change an answer",
    "skip": "In a journey: skip a question",
    "stop": "In a journey: stop",
    "none": "Says nothing yet",
}
"""What is said in conversation, by the names of its kinds."""

LANGUAGES: Mapping[str, str] = {
    "pl": "Polish",
    "ro": "Romanian",
    "uk": "Ukrainian",
    "ne": "Nepali",
    "cy": "Welsh",
    "zh": "Chinese",
    "pa": "Punjabi",
    "bn": "Bengali",
    "gu": "Gujarati",
    "hi": "Hindi",
    "ur": "Urdu",
    "ar": "Arabic",
    "ta": "Tamil",
    "ko": "Korean",
}
"""Other languages in which there are words."""

NEED_TITLES: Mapping[str, str] = {
    "autism": "Autism",
    "adhd": "ADHD",
    "communication": "Speech, language and communication",
    "learning": "Learning",
    "mental-health": "Feelings and mental health",
    "physical": "Physical needs",
    "sensory": "Seeing, hearing and the senses",
    "health": "Health",
    "behaviour": "Behaviour",
}

DANGER: Mapping[str, str] = {
    "own-life-child": "A child may be at risk of suicide",
    "own-life-adult": "An adult may be at risk of suicide",
    "self-harm": "Self-harm",
    "child-harmed": "A child is being hurt",
    "neglect-restraint-school": "Neglect, or harm at school",
    "exploitation": "Exploitation and grooming",
    "fgm": "Female genital mutilation",
    "forced-marriage": "Forced marriage",
    "violence-at-home": "Violence at home",
    "child-violent": "A child is violent",
    "missing": "A child is missing",
    "medical-emergency": "A medical emergency",
    "breaking-point": "A parent at breaking point",
    "professional-worry": "A worry about a professional",
}
"""What staff call the kinds of danger."""

_SECOND = "What somebody in danger is told. A second editor must agree to every change here."
_GREETING = {
    "greet": ("The greeting", "The first thing that every parent reads."),
    "what_can_you_do": ("When asked what it can do", ""),
    "are_you_a_robot": ("When asked if it is a robot", ""),
    "who_sees_this": ("When asked who sees this", "This is a promise about privacy: change it only if it stays true."),
}
_CONVERSATION = {
    "thanks": "When thanked",
    "bye": "At goodbye",
    "start_again": "When starting again",
    "small_talk": "At other small talk",
    "affirm": "When somebody says yes, but nothing was asked",
    "deny": "When somebody says no, but nothing was asked",
    "anger": "To somebody angry",
    "hard_time": "To somebody who says how hard it is",
    "guilt": "To somebody who blames themselves",
    "did_not_help": "When an answer did not help",
    "too_long": "When an answer is too long",
    "correction": "When somebody typed it wrong",
    "talk_to_person": "When a person is asked for",
    "something_else": "When nothing offered was right",
    "feedback_yes": "Thanks for “this helped”",
    "feedback_no": "Thanks for “this did not help”",
}
_NO_ANSWER = {
    "no_answer": "When there is no sure answer",
    "not_found_out": "When a page does not say it yet",
    "unclear": "When it is not clear what was meant",
    "choose_section": "When the page was shown already",
    "more_of_page": "When there is more on the page just shown",
    "choose_topic": "When several topics may be meant",
    "two_questions": "Above two answers",
    "handover": "When it stops guessing",
    "other_language": "To somebody who writes in another language",
    "unavailable": "When it cannot answer just now",
    "danger_also": "Below an emergency card, above an answer",
    "danger_eased": "When danger has passed",
    "something_else_button": "Button: something else",
    "easy_read": "Link: the easy-read version of a page",
    "talk_to_person_button": "Button: a person",
}
_PRIVATE = {
    "removed": "When details were taken out",
    "removed_name": "A name",
    "removed_date_of_birth": "A date of birth",
    "removed_nhs_number": "An NHS number",
    "removed_national_insurance_number": "A National Insurance number",
    "removed_phone": "A phone number",
    "removed_email": "An e-mail address",
    "removed_address": "A street address",
    "removed_postcode": "Half of a postcode",
    "removed_card_number": "A card number",
    "removed_bank_account": "A bank account",
    "removed_number": "A long number",
    "removed_reference": "A reference number",
    "removed_profile": "A social media name",
    "deleted": "When a chat was deleted",
}
_NOTICES = {
    "draft": ("While it is a draft", "Shown in every conversation until the assistant is live."),
    "overdue": ("On a page that is due for review", ""),
    "old_rates": ("On a page with an out-of-date amount", ""),
    "advice": ("On a page about rights", ""),
    "not_on_page": ("When a part of a page is not there", ""),
    "perhaps": ("Above an answer that may not fit", "Shown where the assistant is in doubt about the page."),
    "no_contact": ("On a service without a number", ""),
}
_ERRORS = {
    "empty": "Nothing was typed",
    "too_long": "The message is too long",
    "too_hard": "The message takes too long to read",
    "not_text": "The message cannot be read",
    "conversation": "The chat has ended",
    "not_found": "There is no such page",
    "method": "The page cannot be used in that way",
    "origin": "Another website is not allowed",
    "busy": "Too many messages at once",
}
_JOURNEY_TITLES = {
    "find_help": "Find help near me",
    "timetable": "When must the council reply?",
    "assessment": "Can I ask for an assessment myself?",
    "talk": "Talk to a person",
}
_JOURNEY_WORDS = {
    "found": "Above what was found",
    "more": "When there is more",
    "none": "When nothing fits",
    "none_at_all": "When nothing fits at all",
    "why_need": "Reason: the need",
    "why_any_need": "Reason: any need",
    "why_age": "Reason: the age",
    "age_unknown": "The age is not known",
    "why_place": "Reason: the place",
    "why_free": "Heading: the cost",
    "cost_unknown": "The cost is not known",
    "place_elsewhere": "The place is elsewhere",
    "place_not_named": "The place is not named",
    "need_date": "Without a day",
    "need_start": "Without what has happened",
    "counted_from": "Before the day counted from",
    "overdue": "When the rules are due for review",
    "calendar": "Button: add to calendar",
    "calendar_file": "Name of what is put in the calendar",
    "if_passed": "Heading: the day has passed",
    "if_not_kept": "Heading: the deadline is missed",
    "can_ask": "First words of the answer",
    "meets": "When the test may be met",
    "not_sure": "When somebody is not sure",
    "not_met": "When the test may not be met",
    "lately": "When there was an assessment in the last six months",
    "letter_note": "Above the letter",
    "first": "First words",
    "independent": "About impartial advice",
    "open": "Open now",
    "closed": "Closed now",
    "hours_unknown": "When hours are not known",
}
_EVERY_JOURNEY = {
    "skip": "Button: skip",
    "said_yes": "Button: yes",
    "said_no": "Button: no",
    "not_sure": "Button: not sure",
    "not_understood": "When an answer is not understood",
    "stopped": "When it is stopped",
    "nothing_open": "When there is nothing to stop",
}
_STEPS = {
    "need": "The need",
    "age": "The age",
    "place": "The place",
    "free": "What it may cost",
    "start": "What has happened",
    "start_date": "The day",
    "letter_date": "The day of the letter",
    "may_have_needs": "Needs",
    "may_need_plan": "More help",
    "assessed_lately": "The last assessment",
    "about": "What it is about",
}
_OPTIONS: Mapping[str, Mapping[str, str]] = {
    "find_help": {"free": "Only free help", "any": "It may cost something"},
    "timetable": {
        "ehc-request": "I asked for an assessment",
        "draft-plan": "I got a draft plan",
        "decision-letter": "I have a decision letter",
        "mediation-certificate": "I have a mediation certificate",
        "annual-review-meeting": "There was an annual review meeting",
        "tribunal-order": "The Tribunal has decided",
        "moving-with-plan": "We are moving",
        "moved-with-plan": "We moved with a plan",
        "reassessment-request": "I asked for a re-assessment",
        "reassessment-agreed": "A re-assessment was agreed to",
        "excluded": "My child was excluded",
        "exclusion-upheld": "The governors agreed with an exclusion",
        "discrimination": "Unfair because of a disability",
        "transport-decision": "I disagree about transport",
        "transport-review": "I asked for a transport review",
        "social-care-request": "I asked for a social care assessment",
        "benefit-decision": "I disagree with a benefit decision",
        "benefit-reconsidered": "A benefit was looked at again",
        "ombudsman": "A complaint to the Ombudsman",
    },
    "talk": {
        "plan": "A plan or assessment",
        "school": "Help at school",
        "home": "Help at home",
        "health": "Health or feelings",
        "transport": "Getting to school",
        "money": "Money",
        "complaint": "A complaint",
        "danger": "A child is not safe",
        "other": "Something else",
    },
}
"""What staff call the buttons of the one step of a journey that has its own."""
_TIMETABLE = {
    "confirm": "When a day is unlikely",
    "not_a_date": "When a day cannot be read",
    "wrong_order": "When two days do not fit",
    "passed": "When the day has passed",
    "before_5pm": "About the Tribunal's 5pm deadline",
    "moved_working_day": "When it is moved to a working day",
    "moved_closed": "When the Tribunal is closed",
    "exceptions": "Above the exceptions",
    "exceptions_limit": "Below the exceptions",
    "school_closed": "When the school was closed",
    "school_days": "When school days are counted",
    "counts_every_day": "Below the dates: every day counts",
    "counts_working_days": "Below the dates: working days count",
    "counts_from_next_day": "Below the dates: the first day is not counted",
    "counts_first_day": "Below the dates: the first day counts",
    "council_should_not_wait": "Below the dates: the council should not wait",
}
_IF_LATE = {
    "council": "The council is late with a plan or decision",
    "appeal": "A parent is late with an appeal",
    "draft-plan": "A parent is late with a draft plan",
    "move": "A plan is passed on late",
    "governors": "The governors are late",
    "review-panel": "A parent is late to ask for a review panel",
    "claim": "A parent is late with a discrimination claim",
    "transport-decision": "A parent is late about transport",
    "transport-review": "The council is late about transport",
    "social-care": "Social care is late",
    "benefit": "A parent is late about a benefit",
    "ombudsman": "A parent is late for the Ombudsman",
}
"""Staff's name for each list of steps to take when a day has passed."""


@cache
def forms() -> Mapping[str, FormDescription]:
    """Every form by its name, in the order in which they are listed."""
    listed = (
        *(_greeting(), _first_topics(), _status(), _who_we_are(), _who_does_what()),
        *(_words("conversation", "Conversation", _CONVERSATION), _words("no-answer", "No answer", _NO_ANSWER)),
        *(_words("privacy", "Privacy", _PRIVATE), _notices(), _errors(), _languages(), _glossary(), _out_of_scope()),
        *(_small_talk(), _needs(), _every_journey(), *(_journey(journey) for journey in JOURNEYS), _timetable()),
        *_emergency(),
    )
    return {form.name: form for form in listed}


def _greeting() -> FormDescription:
    fields = tuple(_said(("words", name), label, help) for name, (label, help) in _GREETING.items())
    intro = f"What the assistant says of itself. {_FILLED_IN}"
    return FormDescription("greeting", FIRST, "Greeting", intro, COUNCIL, fields)


def _first_topics() -> FormDescription:
    fields = (
        Field(
            ("first_topics",), "First topics", Kind.ENTRIES, "Three to eight, as buttons below the greeting.", (), True
        ),
        Field(
            ("carer_topics",),
            "Topics for carers",
            Kind.ENTRIES,
            "One to four, offered to a parent who says how hard it is.",
            (),
            True,
        ),
    )
    return FormDescription("first-topics", FIRST, "First topics", "Pages that are offered.", COUNCIL, fields)


def _status() -> FormDescription:
    options = (("draft", "Draft: every conversation says that it is a draft"), ("live", "Live: without that note"))
    field = Field(("status",), "Status", Kind.CHOICE, "Ask whoever is responsible for the answers first.", options)
    intro = "Whether parents are told that the answers are a draft which the council has not approved."
    return FormDescription("status", FIRST, "Draft or live", intro, COUNCIL, (field,))


def _who_we_are() -> FormDescription:
    contact = "main_contact"
    fields = (
        Field(("name",), "Name of the council", shown=True),
        Field(("area",), "Area", help="As people say it, without “council”."),
        Field(("assistant",), "Name of the assistant", shown=True),
        Field((contact, "name"), "Main contact", shown=True),
        Field((contact, "phone"), "Main number", help="Given wherever a service has none.", shown=True),
        Field(
            ("opening_hours",),
            "When the main number is answered",
            Kind.HOURS,
            "Put days with the same hours on one line. Parents are told nothing while this is empty.",
            shown=True,
        ),
        Field((contact, "email"), "Main e-mail", shown=True),
        Field((contact, "url"), "Main website", shown=True),
        Field((contact, "address"), "Main address", shown=True),
        Field(("local_offer", "title"), "Name of the Local Offer", shown=True),
        Field(("local_offer", "url"), "Website of the Local Offer", shown=True),
        Field(("names", "send_team"), "What the SEND team is called", shown=True),
        Field(("names", "case_officer"), "What a case officer is called", shown=True),
        Field(("places",), "Towns and villages", Kind.LINES, "One on each line. Parents choose among them."),
        Field(
            ("place_points",),
            "Where the towns and villages are",
            Kind.LINES,
            "One on each line, with latitude and longitude, such as Newtown: 52.67, -0.73. An online map gives both.",
        ),
        Field(("neighbours",), "Neighbours", Kind.LINES, "Other areas that our pages may name, one on each line."),
    )
    intro = "The council, and whom to ring. Every page uses these words."
    return FormDescription("council", FIRST, "The council and its main number", intro, COUNCIL, fields)


def _who_does_what() -> FormDescription:
    fields = (
        Field(("advice_service",), "Impartial advice on every page about rights", Kind.SERVICE),
        *(Field(("roles", role), label, Kind.SERVICE) for role, label in ROLES.items()),
    )
    intro = "Choose your local service for each job. National pages and emergency cards then show it."
    return FormDescription("roles", FIRST, "Who does what", intro, COUNCIL, fields)


def _words(name: str, title: str, labels: Mapping[str, str]) -> FormDescription:
    fields = tuple(_said(("words", word), label) for word, label in labels.items())
    return FormDescription(name, SAYS, title, _FILLED_IN, COUNCIL, fields)


def _notices() -> FormDescription:
    fields = tuple(_said(("notices", name), label, help) for name, (label, help) in _NOTICES.items())
    return FormDescription("notices", SAYS, "Notes on answers", _FILLED_IN, COUNCIL, fields)


def _errors() -> FormDescription:
    fields = tuple(_said(("errors", name), label) for name, label in _ERRORS.items())
    return FormDescription("errors", SAYS, "When a message is refused", _FILLED_IN, COUNCIL, fields)


def _languages() -> FormDescription:
    path = ("languages",)
    fields = tuple(_said((*path, Item(code, "code"), "text"), language) for code, language in LANGUAGES.items())
    intro = f"What is said to somebody who writes in these languages. Have a native speaker read it. {_FILLED_IN}"
    return FormDescription("languages", SAYS, "Other languages", intro, COUNCIL, fields)


def _glossary() -> FormDescription:
    fields = (
        Field(("term",), "Short form", help="Such as EHC plan.", shown=True),
        Field(("stands_for",), "It stands for", shown=True),
        Field(("meaning",), "What it means", Kind.TEXT, "One sentence in plain words.", shown=True),
        Field(
            ("also",),
            "How else people type it",
            Kind.LINES,
            "One on each line. Leave out everyday words, such as “it” or “add”.",
            added=True,
        ),
        Field(("capitals_only",), "In lower case it is an ordinary word, as “send” is", Kind.TICK),
    )
    records = Records("term", "term", "short form", {}, {"also": []})
    intro = "Short forms that parents type and that pages use."
    return FormDescription("glossary", TYPED, "Short forms", intro, "glossary.yml", fields, records=records)


def _out_of_scope() -> FormDescription:
    fields = (
        Field(("title",), "Title"),
        _said(("words",), "What is said instead"),
        Field(("services",), "Services that help", Kind.SERVICES),
        Field(("questions",), "How parents ask", Kind.LINES, _WAYS, added=True),
    )
    records = Records("id", "title", "kind of question", {}, {"questions": []})
    intro = "Questions that the assistant is not for, and what it says instead."
    return FormDescription("out-of-scope", TYPED, "Not for us", intro, "out_of_scope.yml", fields, records=records)


def _small_talk() -> FormDescription:
    field = Field(("examples",), "How parents say it", Kind.LINES, _WAYS, added=True)
    records = Records("id", "", "kind of small talk", TALK)
    intro = "How parents greet, thank, ask for a person and so on. What is said to them is under “Conversation”."
    return FormDescription("small-talk", TYPED, "Small talk", intro, "conversation.yml", (field,), records=records)


def _needs() -> FormDescription:
    fields = (
        Field(("title",), "Title on the button", shown=True),
        Field(("words",), "Words that parents use for it", Kind.LINES, "One on each line.", added=True),
    )
    records = Records("id", "title", "need", NEED_TITLES)
    intro = "Needs and conditions that parents name."
    return FormDescription("needs", TYPED, "Needs", intro, "needs.yml", fields, records=records)


def _every_journey() -> FormDescription:
    fields = tuple(_said(("words", name), label) for name, label in _EVERY_JOURNEY.items())
    return FormDescription("journeys", JOURNEY, "All journeys", _FILLED_IN, "journeys.yml", fields)


def _journey(journey: JourneyDescription) -> FormDescription:
    name, title = journey.name, _JOURNEY_TITLES[journey.name]
    fields = [
        Field((name, "title"), "Title", shown=True),
        Field((name, "offered_under"), "Pages that offer it", Kind.ENTRIES, "Besides the national ones.", added=True),
    ]
    for step in journey.steps:
        label, path = _STEPS[step.name], (name, "steps", step.name)
        fields += [
            Field((*path, "label"), f"{label}: question", shown=True),
            Field((*path, "hint"), f"{label}: hint", shown=True),
            Field((*path, "change"), f"{label}: button to change it", shown=True),
        ]
        if name == "find_help":
            fields.append(Field((*path, "drop"), f"{label}: button to leave it out", shown=True))
        if step.buttons in (Buttons.OPTIONS, Buttons.STARTS):
            fields += _options(name, step.name)
    fields += [_said((name, "words", word), _JOURNEY_WORDS[word]) for word in journey.words]
    if name == "assessment":
        fields += [
            Field((name, "letter", "title"), "Title of the letter", shown=True),
            Field((name, "letter", "lines"), "Lines at the end of the letter", Kind.LINES, shown=True, added=True),
        ]
    return FormDescription(name.replace("_", "-"), JOURNEY, title, _FILLED_IN, "journeys.yml", tuple(fields))


def _options(journey: str, step: str) -> list[Field]:
    """The buttons of a step, what parents type for each, and whom it leads to."""
    fields = []
    for option, label in _OPTIONS[journey].items():
        path = (journey, "steps", step, "options", Item(option))
        if journey != "timetable":  # those are part of the law's time limits
            fields.append(Field((*path, "title"), f"Button “{label}”", shown=True))
        fields.append(Field((*path, "words"), f"How parents type “{label}”", Kind.LINES, _WAYS, added=True))
        if journey == "talk":
            fields.append(Field((*path, "services"), f"Services for “{label}”", Kind.SERVICES))
    return fields


def _timetable() -> FormDescription:
    fields = (
        Field(("title",), "Title", shown=True),
        _said(("ask",), "Question"),
        _said(("guide",), "Above the dates"),
        *(_said(("words", name), label) for name, label in _TIMETABLE.items()),
        Field(("calendar", "name"), "Name of the dates in a calendar", shown=True),
        Field(("calendar", "reminder"), "Reminder in a calendar", shown=True),
        *(
            Field(
                ("if_late", who, "steps"),
                f"{label}: more steps",
                Kind.LINES,
                "After the national ones.",
                (),
                True,
                True,
            )
            for who, label in _IF_LATE.items()
        ),
        *(Field(("if_late", who, "services"), f"{label}: services", Kind.SERVICES) for who, label in _IF_LATE.items()),
    )
    intro = f"The words beside the dates. The time limits themselves are law, and national. {_FILLED_IN}"
    return FormDescription("time-limits", JOURNEY, "Words beside time limits", intro, "timetable.yml", fields)


def _emergency() -> tuple[FormDescription, ...]:
    alone = (_said(("cannot_speak",), "How to reach 999 without speaking"),)
    every = FormDescription("emergency", EMERGENCY, "Every emergency card", _SECOND, "danger.yml", alone)
    return every, *(_emergency_card(kind, title) for kind, title in DANGER.items())


def _emergency_card(kind: str, title: str) -> FormDescription:
    path = ("kinds", Item(kind))
    fields = (
        Field((*path, "title"), "Title of the card", shown=True),
        _said((*path, "words"), "Words of the card", "999 first, then what to do this minute."),
        Field((*path, "services"), "Services on the card", Kind.SERVICES, "Each must have a number."),
        _said((*path, "line"), "Line above an ordinary answer", "For a message that may tell of this danger."),
    )
    return FormDescription(f"emergency-{kind}", EMERGENCY, title, _SECOND, "danger.yml", fields)


def _said(path: tuple[str | Item, ...], label: str, help: str = "") -> Field:
    """A text that parents read."""
    return Field(path, label, Kind.TEXT, help, shown=True)
