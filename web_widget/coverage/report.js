
// Sorts the table of questions by a column, and shows only those that are asked for.
"use strict";
(() => {
  const table = document.getElementById("questions");
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const told = document.createElement("p");
  told.setAttribute("role", "status");

  const field = (words, control) => {
    const label = document.createElement("label");
    label.append(words, control);
    return label;
  };
  const find = Object.assign(document.createElement("input"), { type: "search" });
  const outcome = document.createElement("select");
  const outcomes = new Map(rows.map((row) => [row.dataset.outcome, row.cells[2].textContent]));
  outcome.append(new Option("Everything", ""), ...[...outcomes].map(([id, words]) => new Option(words, id)));
  const show = () => {
    const wanted = find.value.toLowerCase();
    for (const row of rows) {
      const fits = !outcome.value || row.dataset.outcome === outcome.value;
      row.hidden = !fits || !row.textContent.toLowerCase().includes(wanted);
    }
    told.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} questions are shown.`;
  };
  find.addEventListener("input", show);
  outcome.addEventListener("change", show);
  const tools = document.createElement("div");
  tools.className = "tools";
  tools.append(field("Words to find", find), field("Outcome", outcome), told);
  table.parentElement.before(tools);

  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: head.textContent });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const words = (row) => row.cells[column].textContent;
      rows.sort((a, b) => (down ? -1 : 1) * words(a).localeCompare(words(b), "en", { numeric: true }));
      body.append(...rows);
    });
  });
  const open = () => {
    const aim = document.getElementById(location.hash.slice(1));
    if (aim instanceof HTMLDetailsElement) aim.open = true;
  };
  addEventListener("hashchange", open);
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
  open();
})();
