"""Explains in words how a message was judged."""

from __future__ import annotations

from knowledge.danger.detector import DangerDetector, Level, Notice

SHOWN = {
    Level.CARD: "The emergency card is shown",
    Level.LINE: "One line is shown above the ordinary answer",
    Level.NONE: "Nothing is shown",
}


def explained(notice: Notice, detector: DangerDetector) -> str:
    """The outcome, the most telling part, and what each feature added, the most telling first."""
    text, likeness = notice.nearest
    lines = [
        f"{SHOWN[notice.level]}. Likeliest kind: {notice.kind}.",
        *(["It is much more like a text that is no danger than like any that is."] if notice.calm else []),
        f"Danger {notice.danger:.2f}, sure danger {notice.sure:.2f}.",
        f"The part most like danger: {notice.evidence.part}",
        f"The example it is most like ({likeness:.2f}): {text}",
        *_phrases(notice),
        "",
        f"{'what was seen':34} {'value':>6} {'danger':>7} {'sure':>7}",
    ]
    adds = sorted(detector.contributions(notice), key=lambda row: -abs(row[2]))
    return "\n".join([*lines, *(f"{name:34} {value:6.2f} {a:+7.2f} {b:+7.2f}" for name, value, a, b in adds if value)])


def _phrases(notice: Notice) -> list[str]:
    signs = notice.evidence.signs
    found = [("strong", kind, said) for kind, said in signs.strong.items()]
    found += [("weak", kind, said) for kind, said in signs.weak.items()]
    found += [("harmless", "", signs.harmless)] if signs.harmless else []
    return [f"{strength} phrase{f' of {kind}' if kind else ''}: {'; '.join(said)}" for strength, kind, said in found]
