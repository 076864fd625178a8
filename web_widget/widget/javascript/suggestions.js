// Questions that fit what is being typed, found in the browser: the list is fetched once, and no key is sent anywhere.

import { element } from "./dom.js";
import { words } from "./messages.js";

const FEWEST_LETTERS = 3;
const MOST_LETTERS = 80;
const MOST_SHOWN = 4;
const AGAIN = 10000;

export class Suggestions {
  #field;
  #does;
  #known = null;
  #active = -1;

  /** `does` has load(), which gives [{title, words}], choose(title), wanted() and say(text). */
  constructor(field, does) {
    this.#field = field;
    this.#does = does;
    this.node = element("ul", { id: "suggestions", class: "suggestions", role: "listbox", "aria-label": words.suggestions, tabindex: "-1", hidden: true });
    this.node.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
    this.node.addEventListener("click", (event) => this.#take(event.target.closest("li")));
    for (const [name, value] of [["autocomplete", "list"], ["controls", "suggestions"]]) field.setAttribute(`aria-${name}`, value);
  }

  get isOpen() {
    return !this.node.hidden;
  }

  /** Show what fits the text. */
  async typed(text) {
    const asked = text.trim();
    if (!this.#does.wanted() || asked.length < FEWEST_LETTERS || asked.length > MOST_LETTERS) return this.shut();
    this.#known ??= this.#does.load().then(indexed, () => this.#tryAgainLater());
    const found = matching(await this.#known, asked);
    if (this.#field.value === text) this.#show(found);
  }

  /** Suggest nothing for now; what could not be fetched is fetched at a later key. */
  #tryAgainLater() {
    setTimeout(() => (this.#known = null), AGAIN);
    return [];
  }

  shut() {
    this.node.hidden = true;
    this.#mark(-1);
  }

  /** Whether a key was for the list: the arrows go through it, Enter takes what is marked. */
  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!this.isOpen || event.altKey || event.ctrlKey || event.metaKey) return false;
    if (step) this.#mark(this.#active < 0 && step < 0 ? this.node.children.length - 1 : this.#active + step);
    else if (event.key === "Enter" && this.#active >= 0) this.#take(this.node.children[this.#active]);
    else return false;
    return true;
  }

  #show(found) {
    if (!found.length) return this.shut();
    this.node.replaceChildren(...found.map((title, index) => element("li", { role: "option", id: `suggestion-${index}`, "aria-selected": "false" }, title)));
    this.node.hidden = false;
    this.#mark(-1);
    this.#does.say(words.suggested(found.length)); // each key silences what was to be said before
  }

  /** Mark one; beyond the last, and before the first, is the field itself. */
  #mark(index) {
    const { children } = this.node;
    this.#active = index >= children.length ? -1 : index;
    [...children].forEach((one, number) => one.setAttribute("aria-selected", number === this.#active));
    const marked = this.#active < 0 ? null : children[this.#active];
    if (marked) this.#field.setAttribute("aria-activedescendant", marked.id);
    else this.#field.removeAttribute("aria-activedescendant");
    marked?.scrollIntoView({ block: "nearest" });
  }

  #take(option) {
    if (!option) return;
    this.shut();
    this.#does.choose(option.textContent);
  }
}

const tokens = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The suggestions with the words by which they are found, and how telling each word is. */
function indexed(listed) {
  const all = listed.map(({ title, words: given }) => ({ title, words: [...new Set([...tokens(title), ...given.split(" ")])] }));
  const counts = new Map();
  for (const one of all) for (const word of one.words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return all.map((one) => ({ title: one.title, words: one.words.map((word) => [word, Math.log((all.length + 1) / counts.get(word))]) }));
}

/** The titles that fit best. The last word may still be being typed. */
function matching(known, text) {
  const typed = tokens(text);
  const last = typed.pop() ?? "";
  const points = ({ words: given }) => {
    const best = (fits) => Math.max(0, ...given.map(([word, weight]) => (fits(word) ? weight : 0)));
    return typed.reduce((sum, one) => sum + best((word) => word === one), best((word) => word.startsWith(last)));
  };
  const scored = known.map((one) => [points(one), one.title]).filter(([score]) => score > 0);
  return scored.sort(([one], [other]) => other - one).slice(0, MOST_SHOWN).map(([, title]) => title);
}
