// A part of the page made as another is. What is alike stays the very element that it was, and so
// does who reads it or points at it.

const LISTS = "[data-part], section, ul.episodes"; // what is gone through; all else is replaced whole

// Children are known by their ids, or by what names them, or there is one of their kind.
const key = (element) => element.id || element.getAttribute("aria-labelledby") || element.localName;

export function merge(here, fresh) {
  if (here.isEqualNode(fresh)) return;
  const focused = here.contains(document.activeElement) ? document.activeElement : null;
  const item = focused?.closest("li");
  become(here, fresh);
  if (focused && document.activeElement !== focused) refocus(focused, item, here);
}

function become(here, fresh) {
  const wanted = new Set([...fresh.children].map(key));
  for (const each of [...here.children]) if (!wanted.has(key(each))) each.remove();
  let last = null;
  for (const each of fresh.children) {
    let mine = [...here.children].find((old) => key(old) === key(each));
    const next = last ? last.nextElementSibling : here.firstElementChild;
    if (!mine) {
      mine = document.importNode(each, true);
      here.insertBefore(mine, next);
    } else {
      if (mine !== next) here.insertBefore(mine, next);
      if (mine.matches(LISTS)) become(mine, each);
      else if (!mine.isEqualNode(each)) {
        const other = document.importNode(each, true);
        mine.replaceWith(other);
        mine = other;
      }
    }
    last = mine;
  }
}

// To the same element, which may be a new one; else to the link of the same episode, wherever it is
// now; else to what it was in.
function refocus(focused, item, part) {
  const form = focused.closest("form")?.getAttribute("action");
  const found =
    (focused.isConnected && focused) ||
    (form && document.querySelector(`main form[action="${CSS.escape(form)}"] button`)) ||
    link(focused.getAttribute("href")) ||
    link(item?.querySelector("h3 a")?.getAttribute("href")) ||
    part;
  if (found === part) part.tabIndex = -1;
  found.focus({ preventScroll: true });
}

function link(address) {
  return address && document.querySelector(`main a[href="${CSS.escape(address)}"]`);
}
