// A card of the assistant as elements. `chat` is what a card may do: ask(text), judge(...), day(date), tools.

import { services, sources } from "./contacts.js";
import { element, link, paragraph, unfold, unseen } from "./dom.js";
import { feedback } from "./feedback.js";
import { form } from "./form_card.js";
import { dates, letter } from "./long_cards.js";
import { words } from "./messages.js";
import { replies } from "./replies.js";
import { block, Glossary } from "./text_blocks.js";

/** The card of an item. A card that is not as agreed shows its text, or says that it cannot be shown. */
export function card(item, chat) {
  const { type, text } = item.card ?? {};
  const known = Object.hasOwn(BUILDERS, type) ? type : "text";
  let content;
  try {
    content = BUILDERS[known](item.card, chat, item);
  } catch {
    content = [paragraph(typeof text === "string" ? text : words.unreadable)];
  }
  return element("div", { class: `card ${known}-card` }, unseen(words.assistant), content);
}

/** What a screen reader is told of a card when it comes. */
export function spoken(card) {
  const given = card ?? {};
  const lead = given.body?.[0]?.blocks?.[0];
  const first = lead?.spans ?? lead?.items?.flat() ?? [];
  const hint = given.type === "form" ? [given.fault, given.text, given.label, given.hint] : [];
  const parts = [given.title, given.type === "form" ? null : given.text, first.map((span) => span.text).join(""), ...hint];
  return parts.filter((part) => typeof part === "string" && part).join(". ").replace(/([.?!])\./g, "$1");
}

function answer(given, chat, item) {
  const glossary = new Glossary(given.terms);
  const [lead, ...rest] = given.body;
  return [
    given.asked ? paragraph(words.asked + given.asked, "hint") : null,
    element("h3", { tabindex: "-1" }, given.title),
    lead.heading ? element("h4", {}, lead.heading) : null,
    ...lead.blocks.map((part) => block(part, glossary)),
    ...(given.notices ?? []).map((text) => paragraph(text, "inset")),
    ...rest.map((part) => unfold(part.heading || words.answer, ...part.blocks.map((inner) => block(inner, glossary)))),
    services(words.services, given.services),
    ...sources(given, chat.day),
    feedback(item, chat),
    replies(words.followUps, given.follow_ups, chat),
    replies(words.alternatives, given.alternatives, chat),
  ];
}

const crisis = (given) => [
  element("h3", { tabindex: "-1" }, given.title),
  element("p", {}, link("tel:999", words.emergency, "urgent")),
  paragraph(given.text),
  services(null, given.contacts),
];

const choice = (given, chat) => [paragraph(given.text), replies(null, given.options, chat)];

const noAnswer = (given, chat) => [
  paragraph(given.text),
  replies(null, given.options, chat),
  services(words.contacts, given.contacts),
];

const servicesCard = (given, chat) => [
  element("p", { lang: given.language, dir: "auto" }, given.text),
  services(null, given.services),
  ...(given.notes ?? []).map((text) => paragraph(text, "hint")),
  replies(null, given.options, chat),
];

const plain = (given, chat) => [element("p", { dir: "auto" }, given.text ?? words.unreadable), replies(words.options, given.options, chat)];

const notice = (given) => [paragraph(given.text)];

const BUILDERS = { answer, crisis, choice, no_answer: noAnswer, services: servicesCard, form, dates, letter, text: plain, notice };
