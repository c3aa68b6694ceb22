// Buttons that copy an address, where the browser lets pages do that.

import { tell } from "./telling.js";
import { _ } from "./words.js";

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(field.value);
        tell(_("The address is copied."));
      } catch {
        field.select();
        tell(_("The address is selected: copy it with your keyboard."));
      }
    });
  }
}
