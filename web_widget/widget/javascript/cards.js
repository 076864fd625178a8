// A card of the assistant as elements. `chat` is what a card may do: address, ask(text), judge(...), day(date),
// listening, tools.

import { law, services, sources } from "./contacts.js";
import { element, headline, link, paragraph, unfold, unseen } from "./dom.js";
import { feedback } from "./feedback.js";
import { form } from "./form_card.js";
import { dates, letter } from "./long_cards.js";
import { words } from "./messages.js";
import { replies } from "./replies.js";
import { block, Glossary } from "./text_blocks.js";

/** The card of an item. A card that is not as agreed shows its text, or says that it cannot be shown. */
export function card(item, chat) {
  const { type, text } = item.card ?? {};
  const known = BUILDERS.has(type) ? type : "text";
  let content;
  try {
    content = BUILDERS.get(known)(item.card, chat, item);
  } catch {
    content = [opening(typeof text === "string" ? text : words.unreadable)];
  }
  const title = item.card?.title ? unseen(words.assistant) : element("h4", { class: "unseen" }, words.reply);
  return element("div", { class: `card ${known}-card` }, title, content);
}

/** The first words of a card that has no headline: where the focus goes. */
const opening = (text, attributes) => element("p", { tabindex: "-1", class: "start", ...attributes }, text);

function answer(given, chat, item) {
  const glossary = new Glossary(given.terms);
  const [lead, ...rest] = given.body;
  return [
    given.asked ? paragraph(words.asked + given.asked, "hint") : null,
    headline(given.title),
    chat.listening.controls(given),
    lead.heading ? element("h5", {}, lead.heading) : null,
    ...lead.blocks.map((part) => block(part, glossary)),
    ...(given.notices ?? []).map((text) => paragraph(text, "inset")),
    ...rest.map((part) => unfold(part.heading || words.answer, ...part.blocks.map((inner) => block(inner, glossary)))),
    services(words.services, given.services),
    law(given.law),
    ...sources(given, chat.day),
    ...asPages(given, chat),
    feedback(item, chat),
    replies(words.followUps, given.follow_ups, chat),
    replies(words.alternatives, given.alternatives, chat),
  ];
}

/** The same answer at addresses of its own, to keep or to pass on: easy to read, in other languages, and as it is. */
const asPages = ({ entry, forms = [] }, chat) =>
  (entry ? [...forms, { title: words.page, path: entry }] : []).map(({ title, path, language }) =>
    element("p", { class: "own-page", lang: language }, link(`${chat.address}/answers/${encodeURI(path)}`, title)),
  );

const crisis = (given) => [
  headline(given.title),
  element("p", {}, link("tel:999", words.emergency, "urgent")),
  ...given.text.split("\n").map((line) => paragraph(line)),
  services(null, given.contacts),
];

const choice = (given, chat) => [opening(given.text), replies(null, given.options, chat)];

const noAnswer = (given, chat) => [
  opening(given.text),
  replies(null, given.options, chat),
  services(words.contacts, given.contacts),
];

const servicesCard = (given, chat) => [
  opening(given.text, { lang: given.language, dir: "auto" }),
  services(null, given.services),
  ...(given.notes ?? []).map((text) => paragraph(text, "hint")),
  replies(null, given.options, chat),
];

/** Words, and what may be asked next: topics and guided journeys apart, as on the welcome. */
function plain(given, chat) {
  const text = opening(given.text ?? words.unreadable, { dir: "auto" });
  const topics = (given.options ?? []).filter((option) => option.entry);
  const journeys = (given.options ?? []).filter((option) => !option.entry);
  if (!topics.length) return [text, replies(words.options, journeys, chat)];
  return [
    text,
    replies(words.topics, topics, chat, "short"),
    replies(words.journeys, journeys, chat, "short"),
  ];
}

const notice = (given) => [opening(given.text)];

const BUILDERS = new Map(Object.entries({ answer, crisis, choice, no_answer: noAnswer, services: servicesCard, form, dates, letter, text: plain, notice }));
