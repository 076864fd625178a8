// Buttons that ask something.

import { button, element, paragraph } from "./dom.js";

/** Buttons under a headline; nothing where there are none. */
export function replies(title, options, chat) {
  if (!options?.length) return null;
  const items = options.map((option) => element("li", {}, button(option.title, () => chat.ask(option.message), "reply")));
  return element("div", { class: "replies" }, title ? paragraph(title, "label") : null, element("ul", {}, ...items));
}
