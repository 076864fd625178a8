// The conversation on the page: what is typed is kept until it is answered.

import { ask, begin } from "./gateway.js";
import { card, element } from "./cards.js";

const transcript = document.getElementById("transcript");
const status = document.getElementById("status");
const form = document.getElementById("form");
const question = document.getElementById("question");

let conversation = null;
let waiting = false;

function show(node) {
  transcript.append(node);
  node.scrollIntoView({ block: "start", behavior: "auto" });
}

function showCards(messages) {
  const made = messages.map((message) => card(message, send));
  made.forEach((node) => transcript.append(node));
  made[0]?.scrollIntoView({ block: "nearest" });
}

async function start() {
  const opened = await begin();
  conversation = opened.conversation;
  showCards(opened.messages);
}

async function send(text) {
  if (waiting || !text.trim()) return;
  waiting = true;
  status.textContent = "Looking for an answer…";
  try {
    if (!conversation) await start();
    const reply = await ask(conversation, text);
    show(element("p", { class: "asked" }, element("span", { class: "unseen" }, "You asked: "), text));
    showCards(reply.messages);
    if (question.value.trim() === text.trim()) question.value = "";
    status.textContent = "";
  } catch (error) {
    if (error.status === 404) conversation = null;
    if (!question.value) question.value = text;
    status.textContent = error.message;
  } finally {
    waiting = false;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send(question.value);
});
question.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    form.requestSubmit();
  }
});

start().catch((error) => {
  status.textContent = error.message;
});
