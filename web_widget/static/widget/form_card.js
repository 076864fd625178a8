// One step of a guided journey, with controls that fit what is asked.

import { services } from "./contacts.js";
import { button, element, freshId, paragraph, unfold, unseen } from "./dom.js";
import { words } from "./messages.js";
import { replies } from "./replies.js";

const CONTROLS = { choice: radios, yes_no: radios, date: dayMonthYear, number, text };

/** The card of a step. What is chosen is sent as words, as if it had been typed. */
export function form(given, chat) {
  const id = freshId("step");
  const control = CONTROLS[given.kind](given, id);
  const fault = element("p", { class: "fault", id: `${id}-fault`, hidden: !given.fault }, given.fault ?? "");
  const submit = (event) => {
    event.preventDefault();
    const answer = control.answer();
    if (answer) return chat.ask(answer);
    fault.hidden = false;
    fault.textContent = control.missing;
    control.mark();
  };
  if (given.fault) control.mark();
  return [
    given.text ? paragraph(given.text) : null,
    services(null, given.contacts),
    element(
      "form",
      { class: "step", novalidate: true, autocomplete: "off", submit },
      paragraph(`${words.step(given.number, given.of)}: ${given.journey}`, "hint"),
      fault,
      control.node,
      element(
        "p",
        { class: "row" },
        element("button", { type: "submit", class: "main" }, words.proceed),
        given.skippable ? button(given.skip.title, () => chat.ask(given.skip.message)) : null,
      ),
      given.changes?.length ? unfold(words.changes, replies(null, given.changes, chat)) : null,
    ),
  ];
}

const hint = (given, id) => element("p", { class: "hint", id: `${id}-hint` }, given.hint);
const described = (id) => `${id}-hint ${id}-fault`;

function group(given, id, ...controls) {
  const legend = element("legend", { tabindex: "-1" }, given.label);
  return element("fieldset", { "aria-describedby": described(id) }, legend, hint(given, id), ...controls);
}

function radios(given, id) {
  const inputs = given.options.map((option) => element("input", { type: "radio", name: id, value: option.message }));
  const labels = given.options.map((option, index) => element("label", { class: "radio" }, inputs[index], element("span", {}, option.title)));
  return {
    node: group(given, id, ...labels),
    answer: () => inputs.find((input) => input.checked)?.value,
    missing: words.chooseOne,
    mark: () => inputs[0].focus(),
  };
}

function dayMonthYear(given, id) {
  const parts = ["day", "month", "year"];
  const inputs = parts.map(() => element("input", { inputmode: "numeric", autocomplete: "off" }));
  const labels = parts.map((part, index) => element("label", { class: `date ${part}` }, element("span", {}, words[part]), inputs[index]));
  return {
    node: group(given, id, element("div", { class: "dates-row" }, ...labels)),
    answer: () => realDay(...inputs.map((input) => input.value.trim())),
    missing: words.typeDate,
    mark: () => markWrong(inputs),
  };
}

function realDay(day, month, year) {
  if (![day, month].every((part) => /^\d{1,2}$/.test(part)) || !/^\d{4}$/.test(year)) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== Number(day)) return null;
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

function number(given, id) {
  return typed(given, id, { inputmode: "numeric", class: "short" }, words.typeNumber, /^\d{1,3}$/);
}

function text(given, id) {
  return typed(given, id, {}, words.typeAnswer, /\S/);
}

function typed(given, id, attributes, missing, pattern) {
  const input = element("input", { id, type: "text", autocomplete: "off", "aria-describedby": described(id), ...attributes });
  return {
    node: element("div", {}, element("label", { for: id, class: "legend" }, given.label), hint(given, id), input),
    answer: () => (pattern.test(input.value.trim()) ? input.value.trim() : null),
    missing,
    mark: () => markWrong([input]),
  };
}

function markWrong(inputs) {
  for (const input of inputs) input.setAttribute("aria-invalid", "true");
  if (inputs[0].isConnected) inputs[0].focus();
}
