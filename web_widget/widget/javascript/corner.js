// What is shown in the corner of a page while the chat is closed: the launcher, and what kept the chat from opening.

import { Announcer } from "./announcer.js";
import { FOLLOWED, afterwards, button, element, goes, icon, link, live, stays, telephone, unseen } from "./dom.js";
import { words } from "./messages.js";

const BUBBLE = "M3 4h18v13H10l-5 4v-4H3z";
const CROSS = "M5 5l14 14M19 5L5 19";
const PATIENCE = 500;

export class Corner {
  #name = document.createTextNode(""); // in an element of its own, Firefox would not tell that it is a button
  #launcher;
  #launch;
  #trouble = live("alert", "trouble");
  #announcer = new Announcer();
  #going = 0;
  #slow = 0;

  /** `does` has open() and hide(). */
  constructor(does) {
    this.#launcher = button([icon(BUBBLE), this.#name], does.open, "launcher");
    this.#launcher.setAttribute("aria-haspopup", "dialog");
    const hide = button([icon(CROSS), unseen(words.hide)], does.hide, "hide");
    this.#launch = element("div", { class: "launch" }, hide, this.#launcher);
    this.node = element("div", { class: "corner" }, this.#trouble, ...this.#announcer.nodes, this.#launch);
    this.call(words.launcher);
  }

  call(name) {
    this.#name.textContent = name;
  }

  /** Show the launcher and give it the focus; the status is for whoever cannot see that the chat has closed. */
  come(name, status) {
    clearTimeout(this.#going);
    this.call(name);
    stays(this.#launch);
    this.#launch.hidden = false;
    this.#launcher.focus();
    this.say(status);
  }

  /** Hide the launcher, below the chat that has opened over it, a while after the focus has left it. */
  go() {
    clearTimeout(this.#going);
    goes(this.#launch);
    this.#going = afterwards(() => {
      this.#launch.hidden = true;
      stays(this.#launch);
    }, FOLLOWED);
  }

  /** Say that it takes a while, on a slow line; `opened` says that it is over. */
  opening(name) {
    this.#trouble.replaceChildren();
    this.#slow = setTimeout(() => {
      this.call(words.opening);
      this.say(words.opening);
    }, PATIENCE);
    return () => {
      clearTimeout(this.#slow);
      this.call(name);
      this.say("");
    };
  }

  say(text) {
    this.#announcer.say(text);
  }

  /** Say that the chat could not be opened, and the number to ring. */
  fail(phone) {
    this.#trouble.replaceChildren(words.notOpened, ...(phone ? [` ${words.ring}`, link(telephone(phone), phone)] : []));
  }
}
