// What tests ask about what can be seen on a page. See seen.py.
(() => {
  const NAMES = ["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "placeholder", "alt"];
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

  // Any CSS colour as red, green, blue and alpha, 0 to 1.
  function rgba(colour) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
  }

  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];

  // WCAG 2.2, “relative luminance”.
  function luminance(colour) {
    const [r, g, b] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function ancestors(element) {
    const all = [];
    for (let each = element; each; each = each.parentElement) all.push(each);
    return all;
  }

  function behind(element) {
    let colour = [1, 1, 1, 1];
    for (const each of ancestors(element).reverse()) colour = over(rgba(getComputedStyle(each).backgroundColor), colour);
    return colour;
  }

  function contrast(element, part) {
    const paper = behind(element);
    const ink = rgba(getComputedStyle(element, part).color);
    ink[3] *= Number(part ? getComputedStyle(element, part).opacity : 1);
    for (const each of ancestors(element)) ink[3] *= Number(getComputedStyle(each).opacity);
    const [dark, light] = [luminance(over(ink, paper)), luminance(paper)].sort((a, b) => a - b);
    return Math.round(((light + 0.05) / (dark + 0.05)) * 100) / 100;
  }

  const named = (element) =>
    element.tagName.toLowerCase() + (element.id ? `#${element.id}` : "") + [...element.classList].map((each) => `.${each}`).join("");

  const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });

  // Whether a person with eyes sees it: what only screen readers read is clipped to a pixel.
  const drawn = (box) => box.width > 1 && box.height > 1;

  function languageOf(element) {
    return element.closest("[lang]")?.getAttribute("lang") ?? "";
  }

  function texts(within) {
    const found = [];
    for (const root of document.querySelectorAll(within)) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        const text = node.data.trim().replace(/\s+/g, " ");
        if (!text || element.closest("script, style, template, noscript")) continue;
        if (element.closest("option, optgroup")) {
          const list = element.closest("select, datalist");
          found.push({ text, language: languageOf(element), contrast: null, element: `${named(list)} ${named(element)}` });
          continue;
        }
        if (!shown(element)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const clipped = ancestors(element).some((each) => !drawn(each.getBoundingClientRect()) && getComputedStyle(each).overflow === "hidden");
        const seen = !clipped && drawn(range.getBoundingClientRect());
        found.push({ text, language: languageOf(element), contrast: seen ? contrast(element) : null, element: named(element) });
      }
      for (const element of root.querySelectorAll(NAMES.map((name) => `[${name}]`).join(","))) {
        for (const name of NAMES) {
          const text = element.getAttribute(name)?.trim();
          if (!text || !shown(element)) continue;
          const seen = name === "placeholder" ? contrast(element, "::placeholder") : null;
          found.push({ text, language: languageOf(element), contrast: seen, element: `${named(element)}[${name}]` });
        }
      }
    }
    return found;
  }

  function targets(within) {
    const pressed = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=slider], [tabindex='0']";
    const found = [];
    for (const root of document.querySelectorAll(within)) {
      for (const element of root.querySelectorAll(pressed)) {
        // A label is pressed in place of its box.
        const label = ["checkbox", "radio"].includes(element.type) ? element.closest("label") : null;
        const box = (label ?? element).getBoundingClientRect();
        if (!shown(element) || !drawn(box)) continue;
        const around = element.parentElement.textContent.trim();
        const inline = getComputedStyle(element).display === "inline" && around.length > element.textContent.trim().length;
        const name = (element.getAttribute("aria-label") ?? element.textContent).trim().replace(/\s+/g, " ").slice(0, 60);
        found.push({ element: named(element), name, width: box.width, height: box.height, inline });
      }
    }
    return found;
  }

  function wide() {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > room + 0.5).map(named);
  }

  // Elements with text of their own that they hide a part of.
  function cut() {
    const found = [];
    for (const element of document.body.querySelectorAll("*")) {
      const style = getComputedStyle(element);
      if (element.matches("input, textarea, .unseen") || !shown(element) || !element.innerText?.trim()) continue;
      const wide = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
      const high = ["hidden", "clip"].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
      if (wide || high) found.push(named(element));
    }
    return found;
  }

  // Texts that lie upon each other, outside the bar of the player, which lies upon the page.
  function upon() {
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || element.closest("script, style, select, textarea, .player, .unseen") || !shown(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        if (!drawn(box)) continue;
        // Letters are in the middle of a line; what is above and below them may lie upon other lines.
        const size = parseFloat(getComputedStyle(element).fontSize);
        const middle = (box.top + box.bottom) / 2;
        lines.push({ node, left: box.left + 1, right: box.right - 1, top: middle - size / 3, bottom: middle + size / 3 });
      }
    }
    const found = [];
    for (const [n, a] of lines.entries()) {
      for (const b of lines.slice(n + 1)) {
        if (a.node === b.node || a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom) continue;
        found.push(`${a.node.data.trim()} / ${b.node.data.trim()}`);
      }
    }
    return found;
  }

  return { texts, targets, wide, cut, upon };
})()
