// What the panel asks before it does something: the notice before the first message, and "are you sure?".

import { button, element, link, live, paragraph, telephone } from "./dom.js";
import { words } from "./messages.js";

/** The privacy notice; `done` says what was done just before. */
export function privacyNotice({ agree, phone, privacy, done }) {
  return questionView(
    words.noticeTitle,
    done ? paragraph(done, "done") : null,
    element("ul", {}, ...words.notice.map((text) => element("li", {}, text))),
    element("p", {}, words.danger, link("tel:999", "999", "number"), "."),
    phone ? element("p", {}, `${words.person}: `, link(telephone(phone), phone, "number")) : null,
    element("p", { class: "row" }, button(words.agree, agree, "main"), link(privacy, words.privacy)),
  );
}

/** Ask whether to go on. `yes` may fail; its error is shown. */
export function confirmation({ title, text, yes, proceed, cancel }) {
  const fault = live("status", "fault");
  const go = () => proceed().catch((error) => fault.replaceChildren(error.message));
  const row = element("p", { class: "row" }, button(yes, go, "main warn"), button(words.cancel, cancel));
  return questionView(title, paragraph(text), fault, row);
}

/** Ask whose chat it is that was here before. */
export function claim({ mine, others }) {
  const row = element("p", { class: "row" }, button(words.claimYes, mine, "main"), button(words.claimNo, others));
  return questionView(words.claimTitle, paragraph(words.claimText), row);
}

function questionView(title, ...parts) {
  // It scrolls, which makes it a stop for Tab in some browsers.
  return element("div", { class: "question", tabindex: "-1" }, element("h3", { tabindex: "-1" }, title), ...parts);
}
