// What was said, in order, and below it what is in progress or went wrong.

import { card } from "./cards.js";
import { afterwards, button, element, link, paragraph, telephone, unseen } from "./dom.js";
import { words } from "./messages.js";

const STEPS = ".step :is(input, button)";

export class Transcript {
  #chat;
  #said = element("div", {});
  #now = element("div", {});

  /** `chat` is what cards may do; see cards.js. */
  constructor(chat) {
    this.#chat = chat;
    // New messages are announced by the panel, one at a time; a live log would read them twice.
    this.node = element(
      "div",
      { class: "transcript", role: "log", "aria-live": "off", "aria-label": words.conversation, tabindex: "0" },
      this.#said,
      this.#now,
    );
  }

  get turns() {
    return [...this.#said.children];
  }

  /** What the focus goes to in the newest card: its headline, or the first thing to choose. */
  get newest() {
    const starts = this.#said.querySelectorAll(".start");
    return starts[starts.length - 1];
  }

  /** Show items; gives the elements. */
  add(items) {
    const old = items.length ? [...this.#said.querySelectorAll(STEPS)] : [];
    const made = items.map((item) => ("card" in item ? card(item, this.#chat) : bubble(item.said)));
    if (made.length && !this.turns.length && "card" in items[0]) made.unshift(element("h3", { class: "unseen" }, words.welcome));
    this.#said.append(...made);
    afterwards(() => old.forEach((control) => (control.disabled = true)));
    return made;
  }

  clear() {
    this.#said.replaceChildren();
    this.#now.replaceChildren();
  }

  /** Show what is being sent. */
  pending(text) {
    const dots = element("span", { class: "dots", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
    const looking = element("p", { class: "looking" }, dots, element("span", {}, words.looking));
    this.#now.replaceChildren(...(text ? [bubble(text)] : []), looking);
    this.show(looking);
  }

  /** Say that it takes longer. */
  slow() {
    this.#now.querySelector(".looking > span:last-child")?.replaceChildren(words.stillLooking);
  }

  settle() {
    this.#now.replaceChildren();
  }

  /** Show what went wrong: text, whom to ring and, where it helps, a button. */
  problem({ text, hint, contacts, action }) {
    const rings = contacts.filter((one) => one.phone).map((one) => element("p", {}, words.ring, one.name ? `${one.name}: ` : "", link(telephone(one.phone), one.phone, "number")));
    const box = element(
      "div",
      { class: "problem" },
      element("p", {}, element("strong", {}, text)),
      hint ? paragraph(hint) : null,
      action ? button(action.title, action.click, "main") : null,
      ...rings,
    );
    this.#now.replaceChildren(box);
    this.show(box);
  }

  /** Bring an element to the top of what can be seen. */
  show(node) {
    this.node.scrollTop += this.#below(node) - 8;
  }

  /** Bring new turns into sight: from the question on, unless that would leave little room for the answer. */
  showNew([first, second]) {
    if (!first) return;
    const isLong = first.matches(".said") && first.offsetHeight > this.node.clientHeight / 4;
    this.show(second && (isLong || first.matches(".unseen")) ? second : first);
  }

  /** Do something that changes how tall things are, and keep the place. */
  inPlace(does) {
    const seen = this.turns.find((turn) => turn.getBoundingClientRect().bottom > this.node.getBoundingClientRect().top);
    const before = seen && this.#below(seen) / seen.offsetHeight;
    does();
    if (seen) this.node.scrollTop += this.#below(seen) - before * seen.offsetHeight;
  }

  #below(node) {
    return node.getBoundingClientRect().top - this.node.getBoundingClientRect().top;
  }
}

const bubble = (text) => element("h3", { class: "said", dir: "auto" }, unseen(words.asked), text);
