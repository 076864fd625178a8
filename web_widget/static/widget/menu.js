// The menu of the panel: a button that unfolds a list.

import { element, link } from "./dom.js";
import { words } from "./messages.js";

export class Menu {
  #button = element("button", { type: "button", class: "tool", "aria-expanded": "false", "aria-controls": "menu" }, words.menu);
  #list = element("ul", { id: "menu", class: "menu", hidden: true });

  /** `entries` are [title, click, attributes] or [title, address]. */
  constructor(entries) {
    this.#list.append(...entries.map((one) => element("li", {}, entry(...one))));
    this.node = element("div", { class: "menu-box" }, this.#button, this.#list);
    this.#button.addEventListener("click", () => this.toggle(this.#list.hidden));
    this.node.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.node.contains(event.relatedTarget)) this.toggle(false);
    });
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  toggle(shown) {
    this.#list.hidden = !shown;
    this.#button.setAttribute("aria-expanded", shown);
  }

  /** Fold it and go back to its button. */
  shut() {
    this.toggle(false);
    this.focus();
  }

  focus() {
    this.#button.focus();
  }
}

const entry = (title, does, attributes) =>
  typeof does === "string"
    ? link(does, title)
    : element("button", { type: "button", click: (event) => does(event.currentTarget), ...attributes }, title);
