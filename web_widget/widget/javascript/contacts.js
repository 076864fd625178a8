// Services and people, with everything by which they can be reached as something to tap.

import { element, label, link, paragraph, telephone, unfold } from "./dom.js";
import { words } from "./messages.js";

const MAP = "https://www.openstreetmap.org/search?query=";
const SHOWN = 3;

/** A list of services under a headline; the first few, and the others folded. */
export function services(title, listed) {
  if (!listed?.length) return null;
  const first = listed.length > SHOWN + 1 ? SHOWN : listed.length;
  const others = listed.slice(first);
  return element("div", {}, label(title), list(listed.slice(0, first)), others.length ? unfold(words.moreServices(others.length), list(others)) : null);
}

const list = (listed) => element("ul", { class: "services" }, ...listed.map((one) => element("li", {}, service(one))));

function service(one) {
  return [
    element("strong", {}, one.name),
    one.description ? paragraph(one.description) : null,
    ...(one.why ?? []).map((why) => paragraph(why.detail ? `${why.title}: ${why.detail}` : why.title, "why")),
    one.open_words ? paragraph(one.open_words, "hint") : null,
    ...(one.hours ?? []).map((line) => paragraph(line.in_words, "hint")),
    ...(one.phones ?? []).map((phone) => way(words.phone, link(telephone(phone.number), phone.number, "number"), phone.description)),
    one.text ? way(words.text, link(`sms:${one.text.number.replace(/\s/g, "")}`, one.text.number, "number"), one.text.description) : null,
    one.email ? way(words.email, link(`mailto:${one.email}`, one.email)) : null,
    one.url ? way(words.web, link(one.url, words.website, null, one.name)) : null,
    one.address ? way(words.map, link(MAP + encodeURIComponent(one.address), one.address)) : null,
    one.note ? paragraph(one.note, "hint") : null,
  ];
}

const way = (kind, node, note) => element("p", { class: "way" }, element("span", { class: "kind" }, `${kind}: `), node, note ? ` (${note})` : null);

/** The law that an answer states, in one line of links. */
export function law(provisions) {
  if (!provisions?.length) return null;
  const links = provisions.flatMap((one, number) => [number ? "; " : " ", link(one.url, one.title)]);
  return element("p", { class: "hint law" }, words.law, ...links);
}

/** Where an answer comes from, and when it was checked. */
export function sources(card, day) {
  const items = card.sources.map((source) =>
    element("li", {}, link(source.url, source.title), ` (${source.published || words.undated})`),
  );
  const checked = card.checked ? words.checked(day(card.checked), card.checked_by) : null;
  return [
    unfold(words.sources(items.length), element("ul", { class: "sources" }, ...items)),
    checked ? paragraph(card.stale ? `${checked}. ${words.stale}` : checked, "hint checked") : null,
  ];
}
