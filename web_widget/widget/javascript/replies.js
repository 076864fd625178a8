// Buttons that ask something.

import { button, element, label } from "./dom.js";

/** Buttons under a headline; nothing where there are none. Short ones stand beside each other where there is room. */
export function replies(title, options, chat, kind = "") {
  if (!options?.length) return null;
  const items = options.map((option) => element("li", {}, button(option.title, () => chat.ask(option.message), "reply")));
  return element("div", { class: `replies ${kind}` }, label(title), element("ul", {}, ...items));
}
