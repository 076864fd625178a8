// What a screen reader says of a card when it appears: the beginning of it, and what else there is.

import { words } from "./messages.js";

/**
 * The words, with their language: {text, lang}. `focused` says that the focus goes to the card, whose headline or first
 * choice is then heard anyway; `day` writes a date. What is not as agreed tells its text.
 */
export function spoken(card, focused, day) {
  const given = card ?? {};
  let told = [given.title, given.text];
  try {
    if (TELLS.has(given.type)) told = TELLS.get(given.type)(given, focused, day);
  } catch {
    // The card shows its text alone, too.
  }
  return { text: sentences(told), lang: given.language };
}

const TELLS = new Map(Object.entries({
  answer: (given, focused) => [focused ? null : `${words.answered} ${given.title}`, ...beginning(given.body), shape(given)],
  crisis: (given, focused) => [focused ? null : given.title, words.emergency, given.text, ...(given.contacts ?? []).map(reach)],
  choice: (given) => [given.text, choices(given.options)],
  no_answer: (given) => [given.text, ...(given.contacts ?? []).map(reach), choices(given.options)],
  services: (given) => [given.text, ...(given.services ?? []).map((one) => one.name)],
  form: (given, focused) => [given.text, ...(focused ? [] : [given.fault, given.label, given.hint, choices(given.options)])],
  dates: (given, focused, day) => [focused ? null : given.title, ...given.deadlines.map((one) => `${one.title}: ${day(one.due)}`)],
  letter: (given, focused) => [focused ? null : given.title, given.note],
  text: (given) => [given.text, given.options?.length ? words.choices(given.options.length) : null],
}));

/** The first part, as far as it needs to be read to say something: what ends with a colon goes on. */
function beginning(body) {
  const blocks = body?.[0]?.blocks ?? [];
  const told = [];
  for (const block of blocks) {
    told.push((block.items ?? [block.spans]).map((spans) => spans.map((span) => span.text).join("")).join("; "));
    if (!told[told.length - 1].trim().endsWith(":")) break;
  }
  return told;
}

/** What there is below the beginning: "8 more parts, 4 contacts". */
function shape({ body, services }) {
  const parts = body.length - 1;
  const contacts = services?.length ?? 0;
  return [parts ? words.moreParts(parts) : null, contacts ? words.contactsCount(contacts) : null].filter(Boolean).join(", ");
}

const choices = (options) => (options?.length ? `${words.choose} ${options.map((one) => one.title).join("; ")}` : null);
const reach = (one) => [one.name, ...(one.phones ?? []).slice(0, 1).map((phone) => phone.number)].join(": ");

const sentences = (parts) =>
  parts
    .filter((part) => typeof part === "string" && part)
    .map((part) => (/[.?!:;]$/.test(part.trim()) ? part : `${part}.`))
    .join(" ");
