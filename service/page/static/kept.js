// What somebody chose here, kept in this browser; where that is forbidden, until the page is left.

const here = new Map();

export function kept(name) {
  try {
    return localStorage.getItem(name) ?? here.get(name) ?? null;
  } catch {
    return here.get(name) ?? null;
  }
}

export function keep(name, value) {
  here.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    // Forbidden, or full.
  }
}
