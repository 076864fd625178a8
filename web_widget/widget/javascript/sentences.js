// Finds the sentences of a card, in the order in which they stand there, and gives each elements that can be marked.

import { digits } from "./aloud.js";
import { element } from "./dom.js";

const READ_IN = "h4, h5, p, li, summary";
const NOT_READ = ".tip, .unseen, .listen, .feedback, .replies, .law, .checked, .own-page";
const SENTENCE = /\s*\S[^]*?(?:[.!?]["'”’)\]]*\s+(?![a-z\s])|$)/g;

/** The sentences of a card: {text, pieces}. A sentence with a link in it has several pieces. */
export const sentencesOf = (card) => blocks(card).flatMap(divided).filter(({ text }) => /\w/.test(text));

/** The texts of a card that are read, in groups: those that are together in a paragraph, a headline or an item. */
function blocks(card) {
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const block = node.parentNode.closest(READ_IN);
    if (!block || !card.contains(block) || leftOut(node.parentNode)) continue;
    if (found[found.length - 1]?.block === block) found[found.length - 1].nodes.push(node);
    else found.push({ block, nodes: [node] });
  }
  return found.map(({ nodes }) => nodes);
}

/** Whether something is not read: what is to be pressed, where the answer comes from, and addresses of websites. */
const leftOut = (node) =>
  node.closest(NOT_READ) || node.closest("details")?.querySelector(".sources") || node.closest(".way")?.querySelector("a[href^=http]");

/** Put the sentences of texts that are together into elements. */
function divided(nodes) {
  const ends = [];
  for (const found of nodes.map((node) => node.data).join("").match(SENTENCE) ?? []) ends.push((ends[ends.length - 1] ?? 0) + found.length);
  const pieces = ends.map(() => []);
  let at = 0;
  for (const node of nodes) {
    const end = at + node.length;
    const parts = ends.map((last, number) => node.data.slice(Math.max(0, (ends[number - 1] ?? 0) - at), Math.max(0, last - at)));
    at = end;
    const made = parts.map((part, number) => part && pieces[number][pieces[number].push(element("span", {}, part)) - 1]);
    if (made.some(Boolean)) node.replaceWith(...made.filter(Boolean));
  }
  return pieces.map((made) => ({ pieces: made, text: made.map(told).join("").trim() }));
}

const told = (piece) => (piece.closest("a[href^='sms:']") ? digits(piece.textContent) : piece.textContent);
