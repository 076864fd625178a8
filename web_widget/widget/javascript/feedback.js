// Asks below an answer whether it helped and, where it did not, why.

import { button, element, exchange, freshId, live } from "./dom.js";
import { words } from "./messages.js";

/** The question, or the thanks where it has been answered. */
export function feedback(item, chat) {
  const parts = element("div", {});
  const fault = live("status", "fault");
  const show = (part, focused) => {
    fault.textContent = "";
    exchange(parts, [part], focused);
  };
  const send = async (judgement) => {
    fault.textContent = words.sending;
    try {
      const warned = await chat.judge(item, { entry: item.card.entry, ...judgement });
      const thanks = element("p", { tabindex: "-1" }, words.judged);
      show(thanks, warned ? null : thanks);
    } catch (error) {
      fault.textContent = error.message;
    }
  };
  const ask = (asked) => show(asked, asked.querySelector("input, button"));
  const first = () => question(send, () => ask(reasons(send, () => ask(first()))));
  parts.append(item.judged ? element("p", {}, words.judged) : first());
  return element("div", { class: "feedback", role: "group", "aria-label": words.helped }, parts, fault);
}

function question(send, unhelpful) {
  const yes = button(words.yes, () => send({ helped: "yes" }));
  const no = button(words.no, unhelpful);
  return element("p", { class: "row" }, element("span", {}, words.helped), yes, no);
}

function reasons(send, back) {
  const name = freshId("reason");
  const inputs = Object.keys(words.reasons).map((value) => element("input", { type: "radio", name, value }));
  const labels = inputs.map((input) => element("label", { class: "radio" }, input, element("span", {}, words.reasons[input.value])));
  const comment = element("textarea", { id: `${name}-comment`, rows: 2, maxlength: 1000, "aria-describedby": `${name}-hint` });
  const submit = (event) => {
    event.preventDefault();
    const reason = inputs.find((input) => input.checked)?.value;
    send({ helped: "no", ...(reason && { reason }), ...(comment.value.trim() && { comment: comment.value.trim() }) });
  };
  return element(
    "form",
    { novalidate: true, submit },
    element("fieldset", {}, element("legend", {}, words.reason), ...labels),
    element("label", { for: comment.id, class: "legend" }, words.comment),
    element("p", { class: "hint", id: `${name}-hint` }, words.hint),
    comment,
    element("p", { class: "row" }, element("button", { type: "submit", class: "main" }, words.sendFeedback), button(words.cancel, back)),
  );
}
