// Asks below an answer whether it helped and, where it did not, why.

import { button, element, freshId } from "./dom.js";
import { words } from "./messages.js";

/** The question, or the thanks where it has been answered. */
export function feedback(item, chat) {
  const box = element("div", { class: "feedback", role: "group", "aria-label": words.helped });
  const said = (text, focused) => {
    const thanks = element("p", { tabindex: "-1" }, text);
    box.replaceChildren(thanks);
    if (focused) thanks.focus();
  };
  const send = async (judgement, fault) => {
    fault.textContent = words.sending;
    try {
      await chat.judge(item, { entry: item.card.entry, ...judgement });
      said(words.judged, true);
    } catch (error) {
      fault.textContent = error.message;
    }
  };
  const question = () => {
    const fault = element("p", { class: "fault", role: "status" });
    const yes = button(words.yes, () => send({ helped: "yes" }, fault));
    const no = button(words.no, () => {
      box.replaceChildren(reasons(send, question));
      box.querySelector("input").focus();
    });
    box.replaceChildren(element("p", { class: "row" }, element("span", {}, words.helped), yes, no), fault);
  };
  if (item.judged) said(words.judged, false);
  else question();
  return box;
}

function reasons(send, back) {
  const name = freshId("reason");
  const inputs = Object.keys(words.reasons).map((value) => element("input", { type: "radio", name, value }));
  const labels = inputs.map((input) => element("label", { class: "radio" }, input, element("span", {}, words.reasons[input.value])));
  const comment = element("textarea", { id: `${name}-comment`, rows: 2, maxlength: 1000, "aria-describedby": `${name}-hint` });
  const fault = element("p", { class: "fault", role: "status" });
  const submit = (event) => {
    event.preventDefault();
    const reason = inputs.find((input) => input.checked)?.value;
    send({ helped: "no", ...(reason && { reason }), ...(comment.value.trim() && { comment: comment.value.trim() }) }, fault);
  };
  return element(
    "form",
    { novalidate: true, submit },
    element("fieldset", {}, element("legend", {}, words.reason), ...labels),
    element("label", { for: comment.id, class: "legend" }, words.comment),
    element("p", { class: "hint", id: `${name}-hint` }, words.hint),
    comment,
    element("p", { class: "row" }, element("button", { type: "submit", class: "main" }, words.sendFeedback), button(words.cancel, back)),
    fault,
  );
}
