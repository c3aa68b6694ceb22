// The look that was chosen, also on a page that was kept for offline before it was.

const cookie = document.cookie.split("; ").find((each) => each.startsWith("look="));
for (const each of (cookie ?? "").slice("look=".length).split("-")) {
  const [name, value] = each.split(".");
  if (value && name !== "language") document.documentElement.dataset[name] = value;
}
