// The top of the panel: its name, a person to talk to, the way off this page, the menu, and the way out of the chat.

import { button, element, icon, unseen } from "./dom.js";
import { copy, download, print, readable, tidy } from "./exporting.js";
import { Menu } from "./menu.js";
import { words } from "./messages.js";

const CROSS = "M5 5l14 14M19 5L5 19";
const COPIED_FOR = 3000;

export class Toolbar {
  #host;
  #does;

  /** The host is that of the panel; `does` has turns(), say(text), person(), restart(), remove(), inPlace(does). */
  constructor(host, does) {
    this.#host = host;
    this.#does = does;
    this.person = button(words.person, does.person, "tool person");
    this.menu = new Menu(this.#entries());
    const leave = button([words.leave, element("span", { class: "leave-words" }, words.leaveMore)], () => host.leave(), "tool leave");
    leave.setAttribute("aria-describedby", "leave-hint");
    const hint = element("span", { id: "leave-hint", hidden: true }, words.leaveHint);
    const close = element("button", { type: "button", class: "tool", click: () => host.close() }, icon(CROSS), unseen(words.close));
    const tools = element("div", { class: "tools" }, this.person, hint, leave, this.menu.node, close);
    this.node = element("div", { class: "top" }, element("h2", { id: "title", tabindex: "-1" }, host.name), tools);
  }

  /** Copy a text and say on the button that it was done. */
  async copy(text, pressed) {
    const title = pressed.textContent;
    const result = (await copy(text)) ? words.copied : words.notCopied;
    pressed.textContent = result;
    this.#does.say(result);
    setTimeout(() => (pressed.textContent = title), COPIED_FOR);
  }

  #entries() {
    const { address, memory, name } = this.#host;
    const text = () => tidy([name, ...this.#does.turns().map(readable)].join("\n"));
    return [
      [words.larger, (pressed) => this.#change("larger", pressed), { "aria-pressed": String(memory.state.larger) }],
      [words.spaced, (pressed) => this.#change("spaced", pressed), { "aria-pressed": String(memory.state.spaced) }],
      [words.suggests, (pressed) => this.#turn("suggests", pressed), { "aria-pressed": String(memory.state.suggests) }],
      [words.save, () => download(text(), "chat.txt", "text/plain")],
      [words.print, () => print(this.#does.turns(), name)],
      [words.copy, (pressed) => this.copy(text(), pressed)],
      [words.restart, () => this.#does.restart()],
      [words.remove, () => this.#does.remove()],
      [words.privacy, `${address}/privacy`],
      [words.accessibility, `${address}/accessibility`],
    ];
  }

  /** Change how text is shown, and keep the place. */
  #change(look, pressed) {
    this.#does.inPlace(() => this.#host.showText(look, this.#turn(look, pressed)));
  }

  /** Turn a choice on or off, and keep it. */
  #turn(choice, pressed) {
    const is = !this.#host.memory.state[choice];
    this.#host.memory.keep({ [choice]: is });
    pressed.setAttribute("aria-pressed", is);
    return is;
  }
}
