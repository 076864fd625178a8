// What the panel asks before it does something: the notice before the first message, and "are you sure?".

import { button, element, link, paragraph, telephone } from "./dom.js";
import { words } from "./messages.js";

/** The privacy notice. */
export function privacyNotice({ agree, phone, privacy }) {
  return element(
    "div",
    { class: "question", role: "group", "aria-labelledby": "notice-title" },
    element("h3", { id: "notice-title", tabindex: "-1" }, words.noticeTitle),
    element("ul", {}, ...words.notice.map((text) => element("li", {}, text))),
    element("p", {}, words.noticeDanger, link("tel:999", "999", "number"), "."),
    phone ? element("p", {}, `${words.person}: `, link(telephone(phone), phone, "number")) : null,
    element("p", { class: "row" }, button(words.agree, agree, "main"), link(privacy, words.privacy)),
  );
}

/** Ask whether to go on. `yes` may fail; its error is shown. */
export function confirmation({ title, text, yes, proceed, cancel }) {
  const fault = element("p", { class: "fault", role: "status" });
  const go = () => proceed().catch((error) => fault.replaceChildren(error.message));
  return element(
    "div",
    { class: "question", role: "group", "aria-labelledby": "confirm-title" },
    element("h3", { id: "confirm-title", tabindex: "-1" }, title),
    paragraph(text),
    fault,
    element("p", { class: "row" }, button(yes, go, "main warn"), button(words.cancel, cancel)),
  );
}
