// The picture beside a line follows the choice. Without this, "Show how it looks now" does it.
document.getElementById("edit").addEventListener("change", ({ target }) => {
  if (!target.dataset.pictures) return;
  const picture = target.closest("fieldset").querySelector("img");
  picture.hidden = ["", "heading"].includes(target.value);
  if (!picture.hidden) picture.src = `${target.dataset.pictures}${target.value}.svg`;
});
