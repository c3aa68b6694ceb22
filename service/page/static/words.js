// The page's own words in the reader's language: _("Sentence {n} of {all}", {n: 3, all: 9}).

const known = JSON.parse(document.getElementById("words")?.textContent || "{}");

export function _(text, values = {}) {
  return (known[text] ?? text).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}
