// The form that takes an article: what is dropped on it or pasted into it finds its field, and it is
// sent once.

import { tell } from "./telling.js";
import { _ } from "./words.js";

const form = document.getElementById("make");
if (form) begin(form);

function begin(form) {
  const { link, text, page } = form.elements;
  const button = form.querySelector("button.main");
  const label = button.textContent;

  form.addEventListener("submit", (event) => {
    if (button.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
      return;
    }
    button.setAttribute("aria-disabled", "true");
    button.textContent = _("Reading the article…");
    tell(_("Reading the article…"));
  });

  // Back from the episode: the browser shows the page as it was left.
  addEventListener("pageshow", () => {
    button.removeAttribute("aria-disabled");
    button.textContent = label;
  });

  text.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain").trim() ?? "";
    if (!text.value.trim() && isLink(pasted)) take(event, link, pasted, _("The link is in the field for links."));
  });

  link.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (!text.value.trim() && isText(pasted)) take(event, text, pasted, _("The text is in the field for texts."));
  });

  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("dropping");
  });
  for (const kind of ["dragleave", "drop", "dragend"]) {
    form.addEventListener(kind, () => form.classList.remove("dropping"));
  }
  form.addEventListener("drop", (event) => {
    const given = event.dataTransfer;
    const dropped = (given.getData("text/uri-list") || given.getData("text/plain")).trim();
    if (given.files.length) {
      event.preventDefault();
      page.files = given.files;
      page.closest("details").open = true;
      page.focus();
      tell(_("The file {name} is chosen.", { name: given.files[0].name }));
    } else if (isLink(dropped)) {
      take(event, link, dropped, _("The link is in the field for links."));
    } else if (dropped) {
      take(event, text, dropped, _("The text is in the field for texts."));
    }
  });

  function take(event, field, value, said) {
    event.preventDefault();
    field.value = value;
    field.focus();
    tell(said);
  }
}

function isLink(text) {
  return /^https?:\/\/\S+$/i.test(text);
}

function isText(text) {
  return text.trim().includes("\n") || text.trim().split(/\s+/).length > 14;
}
