// The field for a question: it grows, counts near the end, suggests questions, and sends with Enter.

import { element } from "./dom.js";
import { words } from "./messages.js";
import { Suggestions } from "./suggestions.js";

const MOST_TYPED = 1000;
const COUNTED_FROM = 100;
const PAUSE = 1000;
const INPUT_METHOD = 229; // Safari says only by this that Enter chose a word of an input method

export class Composer {
  #field = element("textarea", { id: "field", rows: 1, enterkeyhint: "send", "aria-describedby": "hint count" });
  #count = element("p", { id: "count", class: "count", hidden: true });
  #send = element("button", { type: "submit", class: "main send" }, words.send);
  #suggestions;
  #timer = 0;
  #panel;

  /** The panel has send(text), typed(text), say(text), toNewest(), suggestions(), suggests(). */
  constructor(panel) {
    this.#panel = panel;
    this.#suggestions = new Suggestions(this.#field, {
      load: () => panel.suggestions(),
      wanted: () => panel.suggests(),
      say: (text) => this.#sayLater(text),
      choose: (text) => this.#choose(text),
    });
    this.node = element(
      "form",
      { class: "composer", novalidate: true, submit: (event) => this.#submit(event) },
      element("label", { for: "field" }, words.field),
      element("p", { id: "hint", class: "hint" }, words.hint),
      this.#suggestions.node,
      element("div", { class: "entry" }, this.#field, this.#send),
      this.#count,
    );
    this.#field.addEventListener("input", () => this.#input());
    this.#field.addEventListener("keydown", (event) => this.#key(event));
    this.#field.addEventListener("blur", () => this.#suggestions.shut());
  }

  get text() {
    return this.#field.value;
  }

  set text(value) {
    this.#field.value = value;
    this.#typed();
  }

  get field() {
    return this.#field;
  }

  focus() {
    this.#field.focus();
  }

  /** Close the suggestions; false where there are none. */
  escape() {
    const { isOpen } = this.#suggestions;
    this.#suggestions.shut();
    return isOpen;
  }

  /** Show whether something is being sent; the button keeps its focus. */
  sending(is) {
    this.#send.textContent = is ? words.sending : words.send;
    this.#send.setAttribute("aria-disabled", is);
  }

  #key(event) {
    if (event.isComposing || event.keyCode === INPUT_METHOD) return;
    if (this.#suggestions.key(event)) event.preventDefault();
    else if (event.key === "ArrowUp" && !this.text) this.#panel.toNewest();
    else if (event.key === "Enter" && !event.shiftKey) this.#submit(event);
  }

  #choose(text) {
    this.text = text;
    this.#panel.send(text);
  }

  #submit(event) {
    event.preventDefault();
    this.#suggestions.shut();
    const text = this.text.trim();
    if (text && text.length <= MOST_TYPED) return this.#panel.send(text);
    if (!text) this.#missing();
    this.#field.focus();
  }

  /** Nothing was typed: who is in the field is told; for others the field, which gets the focus, says it. */
  #missing() {
    this.#show(words.typeFirst);
    this.#field.setAttribute("aria-invalid", true);
    if (this.#field.matches(":focus")) this.#sayLater(words.typeFirst);
  }

  #input() {
    this.#typed();
    this.#suggestions.typed(this.text);
  }

  #typed() {
    this.#panel.typed(this.text);
    this.#grow();
    const left = MOST_TYPED - this.text.trim().length;
    this.#field.setAttribute("aria-invalid", left < 0);
    this.#tell(left < 0 ? words.over(-left) : left <= COUNTED_FROM ? words.left(left) : "");
  }

  #tell(text) {
    this.#show(text);
    this.#sayLater(text);
  }

  #show(text) {
    this.#count.hidden = !text;
    this.#count.textContent = text;
  }

  /** Told only after a pause in typing, so that it does not talk over every key. */
  #sayLater(text) {
    clearTimeout(this.#timer);
    if (text) this.#timer = setTimeout(() => this.#panel.say(text), PAUSE);
  }

  #grow() {
    this.#field.style.setProperty("height", "auto");
    this.#field.style.setProperty("height", `${this.#field.scrollHeight + 4}px`);
  }
}
