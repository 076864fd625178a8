// The two long cards: a timetable of dates, and a letter to copy.

import { services, sources } from "./contacts.js";
import { button, element, headline, link, paragraph, unfold } from "./dom.js";
import { words } from "./messages.js";
import { replies } from "./replies.js";

/** The days by which the law asks something. */
export function dates(given, chat) {
  return [
    headline(given.title),
    paragraph(`${given.start}. ${given.counted_from_words} ${chat.day(given.counted_from)}. ${given.confirm}`),
    ...given.notices.map((text) => paragraph(text, "inset")),
    element("ol", { class: "timeline" }, ...given.deadlines.map((one) => element("li", {}, deadline(one, chat)))),
    paragraph(given.guide),
    calendar(given.ics, chat),
    ...[...given.notes, ...given.limits].map((text) => paragraph(text, "hint")),
    paragraph(words.checked(chat.day(given.checked)), "hint checked"),
    services(words.services, given.services),
    replies(null, given.options, chat),
  ];
}

/** A file at an address, which a phone hands to its calendar; a card of before has only the text. */
function calendar(ics, chat) {
  if (!ics.id) return button(ics.title, () => chat.download(ics.text, ics.file, "text/calendar"));
  return element("p", {}, link(`${chat.address}/deadlines/${encodeURIComponent(ics.id)}.ics`, ics.title, "calendar"));
}

function deadline(one, chat) {
  const late = one.if_late;
  const exceptions = one.exceptions;
  return [
    element("h5", {}, chat.day(one.due)),
    element("p", {}, element("strong", {}, one.title)),
    one.passed ? paragraph(one.passed_words ?? words.passed, "inset") : null,
    paragraph(words.whose[one.whose], "hint"),
    paragraph(one.rule),
    ...one.notes.map((text) => paragraph(text)),
    exceptions
      ? unfold(
          words.exceptions,
          paragraph(exceptions.text),
          element("ul", {}, ...exceptions.reasons.map((why) => element("li", {}, element("strong", {}, why.title), paragraph(why.words)))),
          paragraph(exceptions.limit),
        )
      : null,
    unfold(late.title, element("ul", {}, ...late.steps.map((step) => element("li", {}, step))), services(null, late.services)),
    ...sources({ sources: one.sources }),
    paragraph(one.regulation, "hint"),
    replies(null, one.more, chat),
  ];
}

/** A letter, line by line. */
export function letter(given, chat) {
  const text = given.lines.join("\n\n");
  const copy = button(words.copyLetter, () => chat.copy(text, copy));
  return [
    headline(given.title),
    paragraph(given.note, "hint"),
    element("div", { class: "lines" }, ...given.lines.map((line) => paragraph(line))),
    element("p", { class: "row" }, copy, button(words.saveLetter, () => chat.download(text, "letter.txt", "text/plain"))),
  ];
}
