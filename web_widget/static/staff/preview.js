// While somebody types, the preview follows. Without this, a button does it.
import { fetched } from "./fetched.js";

const QUIET_MILLISECONDS = 600;
const form = document.querySelector("form[data-preview]");
const preview = document.getElementById("preview");
let waiting = 0;
let asked = 0;

async function follow() {
  const mine = ++asked;
  try {
    const page = await fetched(form.dataset.preview, new FormData(form));
    if (mine === asked) preview.replaceChildren(...page.body.childNodes);
  } catch {
    // The last preview stays; the button below it says why, as a page.
  }
}

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(follow, QUIET_MILLISECONDS);
});

// Typed before this script was there, or kept by the browser when somebody came back.
const typedAlready = [...form.elements].some((field) => "defaultValue" in field && field.value !== field.defaultValue);
if (typedAlready) follow();
