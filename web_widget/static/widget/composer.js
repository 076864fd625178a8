// The field for a question: it grows, counts near the end, and sends with Enter.

import { element } from "./dom.js";
import { words } from "./messages.js";

const MOST_TYPED = 1000;
const COUNTED_FROM = 100;
const PAUSE = 1000;

export class Composer {
  #field = element("textarea", { id: "field", rows: 1, enterkeyhint: "send", "aria-describedby": "hint count" });
  #count = element("p", { id: "count", class: "count", hidden: true });
  #send = element("button", { type: "submit", class: "main send" }, words.send);
  #timer = 0;
  #panel;

  /** The panel has send(text), typed(text), say(text). */
  constructor(panel) {
    this.#panel = panel;
    this.node = element(
      "form",
      { class: "composer", novalidate: true, submit: (event) => this.#submit(event) },
      element("label", { for: "field" }, words.field),
      element("p", { id: "hint", class: "hint" }, words.hint),
      element("div", { class: "entry" }, this.#field, this.#send),
      this.#count,
    );
    this.#field.addEventListener("input", () => this.#typed());
    this.#field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.node.requestSubmit();
    });
  }

  get text() {
    return this.#field.value;
  }

  set text(value) {
    this.#field.value = value;
    this.#typed();
  }

  focus() {
    this.#field.focus();
  }

  /** Show whether something is being sent; the button keeps its focus. */
  sending(is) {
    this.#send.textContent = is ? words.sending : words.send;
    this.#send.setAttribute("aria-disabled", is);
  }

  #submit(event) {
    event.preventDefault();
    const text = this.text.trim();
    if (!text) this.#tell(words.typeFirst);
    else if (text.length <= MOST_TYPED) return this.#panel.send(text);
    this.#field.focus();
  }

  #typed() {
    this.#panel.typed(this.text);
    this.#grow();
    const left = MOST_TYPED - this.text.trim().length;
    this.#field.setAttribute("aria-invalid", left < 0);
    this.#tell(left < 0 ? words.over(-left) : left <= COUNTED_FROM ? words.left(left) : "");
  }

  #tell(text) {
    this.#count.hidden = !text;
    this.#count.textContent = text;
    clearTimeout(this.#timer);
    // Told only after a pause in typing, so that it does not talk over every key.
    if (text) this.#timer = setTimeout(() => this.#panel.say(text), PAUSE);
  }

  #grow() {
    this.#field.style.setProperty("height", "auto");
    this.#field.style.setProperty("height", `${this.#field.scrollHeight + 4}px`);
  }
}
