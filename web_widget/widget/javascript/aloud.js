// How a sentence is said: short forms as what they mean, telephone numbers digit by digit.

import { anyOf } from "./text_blocks.js";

// What is before a number is matched too: Safari before 16.4 cannot look behind.
const NUMBER = /(^|[^\w£.,/+])(\+44[\d ()]{9,}\d|\(?0[\d ()-]{8,}\d|116 ?\d{3}|999|11[129]|10[15])(?![\w%]|[.,/]\d)/g;

/** The words to speak. `terms` are the short forms that a card explains. */
export function saidAloud(text, terms = []) {
  return inFull(text, terms).replace(NUMBER, (_, before, number) => before + digits(number)).trim();
}

/** A number digit by digit, with a pause where it has a space. */
export function digits(number) {
  const groups = number.replace("+", " plus ").split(/[\s()-]+/).filter(Boolean);
  return groups.map((group) => (/\d/.test(group) ? [...group].join(" ") : group)).join(", ");
}

function inFull(text, terms) {
  const full = new Map(terms.map((one) => [one.term, one.stands_for]));
  if (!full.size) return text;
  const names = [...full.keys()];
  const once = names.reduce((told, name) => told.replace(`${full.get(name)} (${name})`, full.get(name)), text);
  return once.replace(anyOf(names, "g"), (_, before, name) => before + full.get(name));
}
