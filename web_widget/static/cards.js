// A card of the assistant as elements of the page. Text is only ever set as text, never as HTML.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function card(message, ask) {
  const builders = { answer, no_answer: noAnswer, services: servicesCard, text: textCard, notice, choice: choiceCard, crisis, form, dates, letter };
  const build = builders[message.type] ?? textCard;
  return element("article", { class: `card ${message.type}` }, ...build(message, ask));
}

function answer(message, ask) {
  const [lead, ...rest] = message.body;
  return [
    message.asked ? element("p", { class: "hint" }, `You asked: ${message.asked}`) : null,
    element("h3", {}, message.title),
    lead.heading ? element("h4", {}, lead.heading) : null,
    ...lead.blocks.map(block),
    ...rest.map((section) =>
      element("details", {}, element("summary", {}, section.heading || "In short"), ...section.blocks.map(block)),
    ),
    ...message.notices.map((words) => element("p", { class: "warning" }, words)),
    serviceList("Who can help", message.services),
    sources(message),
    buttons("You may also want to ask", [...message.follow_ups], ask),
    buttons("Not what you meant?", message.alternatives, ask),
  ];
}

function crisis(message) {
  return [
    element("h3", {}, message.title),
    element("p", { class: "urgent" }, link("tel:999", "Ring 999 in an emergency")),
    element("p", {}, message.text),
    serviceList(null, message.contacts),
  ];
}

const choiceCard = (message, ask) => [element("p", {}, message.text), buttons(null, message.options, ask)];

function noAnswer(message, ask) {
  return [
    element("p", {}, message.text),
    buttons("Perhaps one of these?", message.options, ask),
    serviceList("Who to ask", message.contacts),
  ];
}

const servicesCard = (message, ask) => [
  element("p", {}, message.text),
  serviceList(null, message.services),
  ...(message.notes ?? []).map((words) => element("p", { class: "hint" }, words)),
  buttons(null, message.options ?? [], ask),
];
const notice = (message) => [element("p", {}, message.text)];
const textCard = (message, ask) => [
  element("p", {}, message.text ?? ""),
  buttons("Common questions", message.options ?? [], ask),
];

function block(part) {
  if (part.type === "paragraph") return element("p", {}, ...part.spans.map(span));
  return element(part.ordered ? "ol" : "ul", {}, ...part.items.map((item) => element("li", {}, ...item.map(span))));
}

function span(part) {
  if (part.href) return link(part.href, part.text);
  return part.strong ? element("strong", {}, part.text) : document.createTextNode(part.text);
}

function link(href, words) {
  const safe = /^(https?:\/\/|tel:|mailto:|sms:)/i.test(href);
  if (!safe) return document.createTextNode(words);
  const outside = href.startsWith("http");
  return element(
    "a",
    { href, target: outside ? "_blank" : undefined, rel: outside ? "noopener noreferrer" : undefined },
    words,
    outside ? element("span", { class: "unseen" }, " (opens in a new tab)") : null,
  );
}

function serviceList(title, services) {
  const items = services.map((service) =>
    element(
      "li",
      {},
      element("strong", {}, service.name),
      service.description ? element("p", {}, service.description) : null,
      ...[service.why, service.open_words].flat().filter(Boolean).map((words) => element("p", { class: "hint" }, words)),
      ...(service.phones ?? []).map((phone) =>
        contact("Phone", link(`tel:${phone.number.replaceAll(" ", "")}`, phone.number), phone.description),
      ),
      service.text ? contact("Text", link(`sms:${service.text.number}`, service.text.number), service.text.description) : null,
      service.email ? contact("E-mail", link(`mailto:${service.email}`, service.email)) : null,
      service.url ? contact("Web", link(service.url, service.name)) : null,
      service.note ? element("p", { class: "hint" }, service.note) : null,
    ),
  );
  const list = element("ul", { class: "services" }, ...items);
  return title ? element("div", {}, element("h4", {}, title), list) : list;
}

const contact = (kind, node, note) => element("p", {}, `${kind}: `, node, note ? ` (${note})` : null);

function sources(message) {
  const items = message.sources.map((source) =>
    element("li", {}, source.url ? link(source.url, source.title) : source.title, ` (${source.published})`),
  );
  return element(
    "details",
    { class: "sources" },
    element("summary", {}, `Where this comes from (${message.sources.length})`),
    element("ul", {}, ...items),
    element("p", { class: "hint" }, `Checked on ${day(message.checked)}: ${message.checked_by}.`),
  );
}

const day = (iso) => new Date(`${iso}T12:00:00`).toLocaleDateString("en-GB", { dateStyle: "long" });

function buttons(title, options, ask) {
  if (options.length === 0) return null;
  const made = options.map((option) => {
    const button = element("button", { type: "button", class: "choice" }, option.title);
    button.addEventListener("click", () => ask(option.message));
    return element("li", {}, button);
  });
  const list = element("ul", {}, ...made);
  return element("div", { class: "choices" }, title ? element("h4", {}, title) : null, list);
}

function form(message, ask) {
  const given = message.options.map((option) => ({ title: option.title, message: option.message }));
  const skip = message.skippable ? [message.skip] : [];
  return [
    message.fault ? element("p", { class: "warning" }, message.fault) : null,
    message.text ? element("p", {}, message.text) : null,
    message.contacts ? serviceList(null, message.contacts) : null,
    element("h3", {}, message.label),
    element("p", { class: "hint" }, message.hint),
    buttons(null, [...given, ...skip], ask),
    buttons("Change an answer", message.changes, ask),
  ];
}

function dates(message, ask) {
  const items = message.deadlines.map((deadline) =>
    element("li", {}, element("strong", {}, `${day(deadline.due)}: ${deadline.title}`), element("p", {}, deadline.rule)),
  );
  return [
    element("h3", {}, message.title),
    element("p", {}, message.confirm),
    element("ol", {}, ...items),
    ...[message.guide, ...message.notes, ...message.limits].map((words) => element("p", { class: "hint" }, words)),
    calendar(message.ics),
    serviceList("Who can help", message.services),
    buttons(null, message.options, ask),
  ];
}

function calendar(file) {
  const href = URL.createObjectURL(new Blob([file.text], { type: "text/calendar" }));
  return element("p", {}, element("a", { href, download: file.file }, file.title));
}

function letter(message) {
  return [
    element("h3", {}, message.title),
    element("p", { class: "hint" }, message.note),
    element("div", { class: "letter" }, ...message.lines.map((line) => element("p", {}, line))),
  ];
}
