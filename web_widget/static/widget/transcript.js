// What was said, in order, and below it what is under way or went wrong.

import { card } from "./cards.js";
import { button, element, link, paragraph, telephone, unseen } from "./dom.js";
import { words } from "./messages.js";

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

  /** Show items; gives the first new element. */
  add(items) {
    if (items.length) this.#closeForms();
    const made = items.map((item) => ("card" in item ? card(item, this.#chat) : bubble(item.said)));
    this.#said.append(...made);
    return made[0];
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
    this.node.scrollTop += node.getBoundingClientRect().top - this.node.getBoundingClientRect().top - 8;
  }

  #closeForms() {
    for (const control of this.#said.querySelectorAll(".step :is(input, button)")) control.disabled = true;
  }
}

const bubble = (text) => element("div", { class: "said", dir: "auto" }, unseen(words.you), text);
