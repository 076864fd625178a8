"""The words of the small content: four pages that share few words, so that a fake encoder can tell them apart."""

from __future__ import annotations

from typing import Any

QUESTIONS = {
    "short-breaks": (
        "Can my child get short breaks?",
        "respite breaks for my son",
        "short breaks scheme for disabled children",
        "overnight respite weekend",
        "who gets short breaks money",
        "respite carer for a weekend",
        "weekend respite activities",
        "short breaks form",
        "apply for respite breaks",
        "money for weekend activities",
        "is there any respite",
    ),
    "school-transport": (
        "Can my child get a school taxi?",
        "school taxi for my daughter",
        "free bus travel to school",
        "taxi travel to special school",
        "bus pass for school travel",
        "who drives the school bus",
        "travel escort on the school taxi",
        "taxi did not come to take him to school",
        "bus pass refused by the travel team",
        "apply for the school bus",
        "minibus travel to school",
    ),
    "dentist": (
        "Is there a dentist for disabled children?",
        "dentist who sees autistic children",
        "teeth check for my son",
        "toothache and no dentist",
        "special dentist clinic",
        "dental clinic for teeth",
        "he will not brush his teeth",
        "dentist with a quiet clinic",
        "find a dental clinic",
        "emergency toothache dentist",
        "teeth pulled out under gas dental",
    ),
    "legal-advice": (
        "Who gives free legal advice about an EHC plan?",
        "free impartial legal advice",
        "advice line about an EHC plan",
        "lawyer for a tribunal appeal",
        "help with a tribunal appeal",
        "impartial advice on my EHCP",
        "appeal to the tribunal about an EHCP",
        "someone impartial to ring",
        "legal rights and appeal advice",
        "tribunal lawyer free",
        "my EHCP appeal rights",
    ),
}
TITLES = {
    "short-breaks": "Short breaks",
    "school-transport": "School transport",
    "dentist": "Dental care",
    "legal-advice": "Free legal advice",
}
SERVICES = {
    "short-breaks": ["breaks-team"],
    "school-transport": ["family-advice"],
    "dentist": ["family-advice", "breaks-team"],
    "legal-advice": ["family-advice"],
}

BODIES = {
    "short-breaks": "Maybe. Respite gives families a **weekend** to rest. Look at [the page](https://testshire.example).",
    "school-transport": "The council pays for a taxi or a bus where a school is far away.",
    "dentist": "A special clinic looks after teeth. Tell the dentist what your child needs.",
    "legal-advice": "An adviser explains your education, health and care (EHC) plan and how to appeal.",
}
SECTIONS = """
## How to ask

Fill in the {title} form and hand it in.

- Ring the team about {title}.
- Send the {title} form back.

## How long it takes

The {title} team replies in 4 weeks.
"""

ELSEWHERE = [
    "pothole outside my house",
    "council tax rebate",
    "planning permission extension",
    "library opening hours",
    "parking fine",
    "weather tomorrow",
    "football score",
    "write me a poem",
    "capital city of France",
    "train times",
    "streetlight broken",
    "noisy neighbours",
    "recipe pancakes",
    "register to vote",
    "dog licence",
    "swimming pool prices",
    "translate good morning",
    "lottery numbers",
    "fix my laptop",
    "cheap holidays Spain",
]
"""What the assistant does not answer, in words that no page uses."""

LISTS: dict[str, list[dict[str, Any]]] = {
    "glossary.yml": [
        {"term": "EHC plan", "stands_for": "education, health and care plan", "also": ["EHCP", "EHC"], "meaning": "A."},
        {"term": "SEND", "stands_for": "special needs", "also": [], "meaning": "B.", "capitals_only": True},
    ],
    "needs.yml": [
        {"id": "autism", "title": "Autism", "words": ["autism", "autistic"]},
        {"id": "sensory", "title": "Senses", "words": ["deaf", "hearing loss"]},
    ],
    "out_of_scope.yml": [
        {
            "id": "bins",
            "title": "Bins",
            "words": "Bins are for another page.",
            "questions": ["when is bin day", "recycling bins collection", "bulky waste bins collection"],
        },
        {"id": "elsewhere", "title": "Elsewhere", "words": "Ask somewhere else.", "questions": ELSEWHERE},
    ],
    "statutory.yml": [{"id": "all-of-it", "title": "All of it"}],
}
