// One step of a guided journey, with controls that fit what is asked.

import { services } from "./contacts.js";
import { button, element, freshId, paragraph, unfold, unseen } from "./dom.js";
import { words } from "./messages.js";
import { replies } from "./replies.js";

const CONTROLS = { choice: radios, yes_no: radios, date: dayMonthYear, number, text };

/** The card of a step. What is chosen is sent as words, as if it had been typed. */
export function form(given, chat) {
  const id = freshId("step");
  const fault = element("p", { class: "fault", id: `${id}-fault`, hidden: !given.fault }, given.fault ?? "");
  const control = CONTROLS[given.kind](given, id, fault);
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

function group(given, id, fault, ...controls) {
  return element("fieldset", { "aria-describedby": `${id}-hint` }, element("legend", {}, given.label), hint(given, id), fault, ...controls);
}

function radios(given, id, fault) {
  const inputs = given.options.map((option) => element("input", { type: "radio", name: id, value: option.message }));
  inputs[0].classList.add("start");
  const labels = given.options.map((option, index) => element("label", { class: "radio" }, inputs[index], element("span", {}, option.title)));
  return {
    node: group(given, id, fault, ...underHeadings(given.options, labels)),
    answer: () => inputs.find((input) => input.checked)?.value,
    missing: words.chooseOne,
    mark: () => describe(inputs.slice(0, 1), fault.id),
  };
}

/** The choices, each run of one group under its heading; as they are, where they have none. */
function underHeadings(options, labels) {
  return labels.flatMap((label, index) => {
    const heading = options[index].group;
    if (!heading) return [label];
    if (heading === options[index - 1]?.group) return [];
    const id = freshId("group");
    const own = labels.filter((other, at) => options[at].group === heading);
    return [element("div", { role: "group", "aria-labelledby": id }, element("p", { class: "label", id }, heading), ...own)];
  });
}

function dayMonthYear(given, id, fault) {
  const parts = ["day", "month", "year"];
  const inputs = parts.map((part) => element("input", { inputmode: "numeric", autocomplete: "off", class: part === "day" ? "start" : null }));
  const labels = parts.map((part, index) => element("label", { class: `date ${part}` }, element("span", {}, words[part]), inputs[index]));
  return {
    node: group(given, id, fault, element("div", { class: "dates-row" }, ...labels)),
    answer: () => realDay(...inputs.map((input) => input.value.trim())),
    missing: words.typeDate,
    mark: () => markWrong(inputs, fault.id),
  };
}

function realDay(day, month, year) {
  if (![day, month].every((part) => /^\d{1,2}$/.test(part)) || !/^\d{4}$/.test(year)) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== Number(day)) return null;
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

function number(given, id, fault) {
  return typed(given, id, fault, { inputmode: "numeric", class: "start short" }, words.typeNumber, /^\d{1,3}$/);
}

function text(given, id, fault) {
  return typed(given, id, fault, { class: "start" }, words.typeAnswer, /\S/);
}

function typed(given, id, fault, attributes, missing, pattern) {
  const described = `${id}-hint ${fault.id}`;
  const input = element("input", { id, type: "text", autocomplete: "off", "aria-describedby": described, ...attributes });
  return {
    node: element("div", {}, element("label", { for: id, class: "legend" }, given.label), hint(given, id), fault, input),
    answer: () => (pattern.test(input.value.trim()) ? input.value.trim() : null),
    missing,
    mark: () => markWrong([input], described),
  };
}

/** Mark fields as wrong, say why at each, and go to the first. */
function markWrong(inputs, described) {
  for (const input of inputs) input.setAttribute("aria-invalid", "true");
  describe(inputs, described);
}

function describe(inputs, described) {
  for (const input of inputs) input.setAttribute("aria-describedby", described);
  if (inputs[0].isConnected) inputs[0].focus();
}
