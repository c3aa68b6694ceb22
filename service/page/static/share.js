// Handing on the page's address.

import { tell } from "./telling.js";
import { _ } from "./words.js";

export function offerShare(title) {
  const button = document.getElementById("share");
  if (!button || (!navigator.share && !navigator.clipboard)) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const url = location.origin + location.pathname;
    try {
      if (navigator.share) await navigator.share({ title, url });
      else {
        await navigator.clipboard.writeText(url);
        button.textContent = _("The link is copied");
        tell(_("The link is copied"));
      }
    } catch (error) {
      if (error.name !== "AbortError") tell(_("It could not be shared: {link}", { link: url }));
    }
  });
}
