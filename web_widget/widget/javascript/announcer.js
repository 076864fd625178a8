// Tells screen readers what is new. What was told goes again after a while, so that nobody reads on into it.

import { element, live } from "./dom.js";

const AFTER = { urgent: 100, calm: 250 }; // what is calm waits until the focus has been told
const KEPT = 5000;

export class Announcer {
  #status = live("status", "unseen");
  #alert = live("alert", "unseen");
  #timers = new Map();

  get nodes() {
    return [this.#status, this.#alert];
  }

  /** Say a text, or parts of one that may be in other languages: [{text, lang}]. What is urgent interrupts. */
  say(told, urgent = false) {
    const region = urgent ? this.#alert : this.#status;
    const parts = typeof told === "string" ? [{ text: told }] : told;
    clearTimeout(this.#timers.get(region));
    region.textContent = "";
    this.#later(region, urgent ? AFTER.urgent : AFTER.calm, () => {
      region.append(...parts.map(({ text, lang }) => element("span", { lang }, `${text} `)));
      this.#later(region, KEPT, () => (region.textContent = ""));
    });
  }

  #later(region, milliseconds, does) {
    this.#timers.set(region, setTimeout(does, milliseconds));
  }
}
