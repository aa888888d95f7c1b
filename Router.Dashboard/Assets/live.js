// The dashboard's only script. Every page works without it: it follows links without a reload and puts in what the gateway renders anew.

let source = null;
let asked = 0;

/** The region that is told live, null on pages without one. */
const region = () => document.querySelector("[data-live]");

/** Says whether news arrive. */
const tell = (state, text) => {
  document.body.dataset.liveState = state;
  const line = document.querySelector(".live-state");
  if (line) line.textContent = text;
};

/** Whether somebody is busy inside: what he writes or selects is not taken away. */
const isBusy = (element) => {
  const focused = document.activeElement;
  const selection = document.getSelection();
  return (element.contains(focused) && focused.matches("input, select, textarea"))
    || (selection && !selection.isCollapsed && element.contains(selection.anchorNode));
};

/** Puts a rendered fragment in; what was opened stays open, and the focus stays where it was. */
const swap = (target, html) => {
  if (isBusy(target)) return;
  const fresh = new DOMParser().parseFromString(html, "text/html").body;
  for (const open of target.querySelectorAll("details[id][open]")) {
    fresh.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute("open", "");
  }
  const focused = target.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  target.replaceChildren(...fresh.childNodes);
  if (focused) target.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
};

/** Shows the buttons that need a script. */
const equip = () => {
  for (const button of document.querySelectorAll("button[data-copies]")) button.hidden = false;
};

/** Copies a field's text; it stays selected, for whoever copies himself. */
const copy = async (button) => {
  const field = document.getElementById(button.dataset.copies);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = "Copied";
  } catch {
    // Browsers have no clipboard for pages that came without https.
    button.textContent = document.execCommand("copy") ? "Copied" : "Press Ctrl+C";
  }
};

const stop = () => {
  source?.close();
  source = null;
};

const listen = () => {
  stop();
  const target = region();
  if (!target) {
    delete document.body.dataset.liveState;
    return;
  }
  source = new EventSource(target.dataset.live);
  source.addEventListener("open", () => tell("on", "live"));
  source.addEventListener("fragment", (event) => swap(target, event.data));
  source.addEventListener("over", () => location.reload());
  source.addEventListener("error", () => tell("off", source?.readyState === EventSource.CLOSED ? "not live" : "connecting …"));
};

/** Shows another page without a reload; where anything is odd, the browser goes there itself. */
const show = async (address, isBack) => {
  const turn = ++asked;
  let answer;
  try {
    answer = await fetch(address, { headers: { accept: "text/html" }, credentials: "same-origin" });
  } catch {
    location.assign(address);
    return;
  }
  const type = answer.headers.get("content-type") ?? "";
  const text = await answer.text();
  if (turn !== asked) return;
  const page = new DOMParser().parseFromString(text, "text/html");
  const shell = page.querySelector(".shell");
  if (!answer.ok || !type.startsWith("text/html") || !shell || !document.querySelector(".shell")) {
    location.assign(address);
    return;
  }
  stop();
  if (!isBack) history.pushState(null, "", answer.url);
  document.title = page.title;
  document.querySelector(".shell").replaceWith(document.adoptNode(shell));
  equip();
  if (!isBack) {
    window.scrollTo(0, 0);
    document.querySelector("#main")?.focus({ preventScroll: true });
  }
  listen();
};

/** The dashboard's root as this page sees it. */
const root = () => new URL(document.querySelector("a.brand")?.getAttribute("href") ?? ".", location.href);

const isOurs = (address) => address.origin === location.origin && address.pathname.startsWith(root().pathname);

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-copies]");
  if (button) void copy(button);
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute("download")) return;
  const address = new URL(link.href);
  if (!isOurs(address) || (address.hash && address.pathname === location.pathname && address.search === location.search)) return;
  event.preventDefault();
  void show(address.href, false);
});

// A form that only asks is a link with fields.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "get") return;
  const address = new URL(form.action);
  const fields = [...new FormData(form)].filter(([, value]) => value !== "");
  address.search = new URLSearchParams(fields).toString();
  if (!isOurs(address)) return;
  event.preventDefault();
  void show(address.href, false);
});

// A list of choices is sent when something is chosen; without the script there is a button.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-eager]");
  if (form && event.target.matches("select, input[type=search]")) form.requestSubmit();
});

// Addresses of the page are relative to it, and it changes its own from here on.
for (const link of document.head.querySelectorAll("link")) link.setAttribute("href", link.href);

equip();
window.addEventListener("popstate", () => void show(location.href, true));
window.addEventListener("pagehide", stop);
window.addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));

listen();
