// The menu of the panel: a button that unfolds a list.

import { afterwards, element, link } from "./dom.js";
import { words } from "./messages.js";

export class Menu {
  #button = element("button", { type: "button", class: "tool", "aria-expanded": "false", "aria-controls": "menu" }, words.menu);
  #list = element("ul", { id: "menu", class: "menu", "aria-label": words.menu, tabindex: "-1", hidden: true });

  /** `entries` are [title, click, attributes] or [title, address]. */
  constructor(entries) {
    this.#list.append(...entries.map((one) => element("li", {}, entry(...one))));
    this.node = element("div", { class: "menu-box" }, this.#button, this.#list);
    this.#button.addEventListener("click", () => this.toggle(!this.isOpen));
    this.node.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.node.contains(event.relatedTarget)) this.toggle(false);
    });
  }

  get isOpen() {
    return this.#button.getAttribute("aria-expanded") === "true";
  }

  toggle(shown) {
    this.#button.setAttribute("aria-expanded", shown);
    if (shown) this.#list.hidden = false;
    else afterwards(() => (this.#list.hidden = !this.isOpen));
  }

  /** Fold it and go back to its button. */
  shut() {
    this.focus();
    this.toggle(false);
  }

  focus() {
    this.#button.focus();
  }
}

const entry = (title, does, attributes) =>
  typeof does === "string"
    ? link(does, title)
    : element("button", { type: "button", click: (event) => does(event.currentTarget), ...attributes }, title);
