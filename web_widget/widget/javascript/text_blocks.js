// Paragraphs and lists of an answer, with its short forms explained on focus and hover.

import { element, freshId, link } from "./dom.js";

/** Explains each short form where it first appears in a text. */
export class Glossary {
  #meanings = new Map();
  #pattern = null;

  constructor(terms = []) {
    for (const term of terms) this.#meanings.set(term.term, meaning(term));
    if (this.#meanings.size) this.#pattern = anyOf([...this.#meanings.keys()]);
  }

  /** The text, as text and explained terms. */
  explain(text) {
    const found = this.#pattern?.exec(text);
    if (!found) return [text];
    const [whole, , name] = found;
    const end = found.index + whole.length;
    const known = this.#meanings.get(name);
    if (!known) return [text.slice(0, end), ...this.explain(text.slice(end))];
    this.#meanings.set(name, null);
    return [text.slice(0, end - name.length), explained(name, known), ...this.explain(text.slice(end))];
  }
}

/** Finds whole names, the longest first. What is before a name is matched too: Safari before 16.4 cannot look behind. */
export function anyOf(names, flags) {
  const longest = [...names].sort((one, other) => other.length - one.length);
  const escaped = longest.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(^|\\W)(${escaped.join("|")})(?!\\w)`, flags);
}

/** A paragraph or a list. */
export function block(part, glossary) {
  if (part.type === "list") {
    const items = part.items.map((item) => element("li", {}, spans(item, glossary)));
    return element(part.ordered ? "ol" : "ul", {}, ...items);
  }
  return element("p", { dir: "auto" }, spans(part.spans, glossary));
}

const spans = (parts, glossary) => parts.flatMap((part) => span(part, glossary));

function span(part, glossary) {
  if (part.href) return [link(part.href, part.text)];
  return part.strong ? [element("strong", {}, part.text)] : glossary.explain(part.text);
}

function meaning({ term, stands_for: full, meaning: told }) {
  return full === term ? told : `${full[0].toUpperCase()}${full.slice(1)}. ${told}`;
}

function explained(name, text) {
  const id = freshId("term");
  const tip = element("span", { class: "tip", role: "tooltip", id }, text);
  const show = () => {
    term.classList.remove("shut");
    keepInside(term, tip);
  };
  const word = element("dfn", { tabindex: "0", class: "word", "aria-describedby": id, focus: show, click: () => word.focus() }, name);
  const term = element("span", { class: "term", pointerenter: show }, word, tip);
  return term;
}

function keepInside(term, tip) {
  tip.style.setProperty("--shift", "0px");
  const room = (term.closest(".transcript") ?? term).getBoundingClientRect();
  const box = tip.getBoundingClientRect();
  const shift = Math.min(0, room.right - 12 - box.right) + Math.max(0, room.left + 12 - box.left);
  tip.style.setProperty("--shift", `${shift}px`);
}
