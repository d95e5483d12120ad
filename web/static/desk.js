// What a page of the desk does by itself: it stays up to date, copies, and remembers where one was.
// Without this file each page is as good as when it was loaded.
// Every second while the phone company is asked to ring, else every other one.
const EVERY = 1000;
let turn = 0;
// The moment at which the page was opened, by the line's clock: what came later and is not on it, is said.
const OPENED = document.querySelector("[data-opened]")?.dataset.opened ?? "1";
let sent = false;
// Whoever types is at work. The line is told so once in so many turns; and is not asked any more once one is out.
const A_MINUTE = 60;
let typed = false;
let told = -A_MINUTE;
let out = false;
// On a page that shows somebody's number or recording: the address that says whether one may still see it, and
// what stands there as long as one may.
const held = document.querySelector("[data-held]")?.dataset;
const FIELDS = "input:not([type=hidden]), select, textarea";
// A token is another one each time; all else in a part is what it says.
const TOKEN = /(name="csrf_token" value=")[^"]*/g;
const words = (part) => part.innerHTML.replace(TOKEN, "$1");

// Whoever writes, chooses, or marks words in a part is not disturbed there.
function isInUse(part) {
  const marked = getSelection();
  if (!marked.isCollapsed && part.contains(marked.anchorNode)) return true;
  return [...part.querySelectorAll(FIELDS)].some((field) => field === document.activeElement || isTyped(field));
}

function isTyped(field) {
  // what came back with what is wrong is saved nowhere
  if (document.getElementById("problem") && field.matches(LOST) && field.value) return true;
  if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
  return field.checked !== field.defaultChecked || field.value !== field.defaultValue;
}

// By what an element is found again on a page that was fetched anew.
function nameOf(element) {
  if (!element || element === document.body) return "";
  const tag = element.localName;
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (tag === "a") return `a[href="${CSS.escape(element.getAttribute("href"))}"]`;
  const form = element.form?.getAttribute("action");
  if (form) return `form[action="${CSS.escape(form)}"] ${tag}${element.name ? `[name="${CSS.escape(element.name)}"]` : ""}${tag === "button" && element.name ? `[value="${CSS.escape(element.value)}"]` : ""}`;
  return tag === "summary" && element.closest("section[aria-labelledby]") ? `section[aria-labelledby="${CSS.escape(element.closest("section").getAttribute("aria-labelledby"))}"] summary` : "";
}

function replace(part, fresh) {
  const open = [...part.querySelectorAll("details[open] > summary")].map(nameOf).filter(Boolean);
  const within = part.contains(document.activeElement) && document.activeElement !== part;
  const focused = within ? nameOf(document.activeElement) : "";
  part.innerHTML = fresh.innerHTML;
  for (const name of open) part.querySelector(name)?.parentElement.setAttribute("open", "");
  if (within) ((focused && part.querySelector(focused)) || part).focus({ preventScroll: true });
}

async function update() {
  const parts = document.querySelectorAll("[data-live]");
  if (!(parts.length || held) || out || document.hidden || (++turn % 2 && !document.querySelector("[data-soon]"))) return;
  let next;
  try {
    const atWork = typed && turn - told >= A_MINUTE;
    if (atWork) [typed, told] = [false, turn];
    // not followed: the page to sign in on says but once why; and behind: what was done is told to who looks
    const answer = await fetch(held?.held ?? location.href, { redirect: "manual", headers: { "X-Desk-Behind": "1", ...(atWork ? {} : { "X-Desk-Update": OPENED }) } });
    if (answer.type === "opaqueredirect") return leave();
    const refused = held && [403, 404].includes(answer.status);
    if (!answer.ok && !refused) return;
    next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (held && !next.querySelector(held.by)) return letGo(next);
  } catch {
    return; // away for a moment: the next one
  }
  document.title = next.title; // it holds the count
  for (const part of parts) {
    const fresh = next.getElementById(part.id);
    if (fresh && words(fresh) !== words(part) && !isInUse(part)) replace(part, fresh);
  }
}

const isWorthKeeping = () => fields().some((field) => field.form?.method === "post" && isTyped(field));

// Signed out: the page goes. One on which something is typed stays, for that to be sent; but nobody's number does.
function leave() {
  if (sent) return;
  if (!isWorthKeeping()) return held ? location.replace(held.held) : location.reload();
  clear("You are signed out. What you typed is still here: press the button that you want. Once you have signed in, you can send it.");
}

// Cancelled, closed, erased, or another's by now: what became of it is shown instead. What is typed stays, without
// what only whoever has it can do.
function letGo(next) {
  if (sent) return;
  const told = next.getElementById("became");
  const became = told?.dataset.became ?? told?.textContent.trim() ?? held.became ?? "It is not kept any more.";
  if (isWorthKeeping()) {
    for (const part of document.querySelectorAll("[data-mine], .outcomes > :not(input), .row-buttons, details:has(#to)")) part.remove();
    return clear(`Do not ring: you do not have this any more. ${became} What you typed is still here, and is not saved: copy it if you need it.`);
  }
  document.title = next.title;
  document.querySelector("main").replaceChildren(...next.querySelector("main").childNodes);
  clear(`Do not ring: you do not have this any more. ${became}`);
}

// Take from the page all that is about somebody, and say why, in sight wherever whoever types has scrolled to.
function clear(words) {
  out = true;
  for (const part of document.querySelectorAll(".number, .as-written, audio, [data-goes]")) part.remove();
  const said = document.createElement("p");
  [said.className, said.role, said.id] = ["told refused stays", "alert", "out"];
  said.textContent = words;
  document.querySelector("main").prepend(said);
}

addEventListener("input", () => (typed = true));

// Whoever writes another time means that one.
for (const field of document.querySelectorAll("[data-picks]")) {
  field.addEventListener("input", () => {
    field.form.querySelector(`[type="radio"][value="${field.dataset.picks}"]`).checked = true;
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    getSelection().selectAllChildren(source);
    // without https a browser gives no clipboard, but still copies what is marked
    const done = await (navigator.clipboard?.writeText(source.textContent) ?? Promise.reject()).then(() => true, () => document.execCommand("copy"));
    button.parentElement.querySelector("[role=status]").textContent = done ? "Copied." : "It is marked: copy it with Ctrl and C.";
  });
}

// The browser keeps no page of ours, as it may show a number. So what was chosen, and where one was, is noted
// in the history entry as one leaves; but never what may be about somebody: the browser asks before that is lost.
const LOST = "textarea, [type=tel], [data-private]";
const PRIVATE = `${LOST}, [type=password]`;
const fields = () => [...document.querySelectorAll(FIELDS)];
const lost = () => fields().filter((field) => field.matches(LOST) && isTyped(field));
// A button takes along what is typed in its own form, and leaves what is typed in another: "Sign out" is as any link.
addEventListener("submit", (pressed) => (sent = lost().every((field) => field.form === pressed.target)));
// A form that shows something once goes once: the answer to a second press would take the place of it.
// Where no answer came by then (the browser's stop, a network that is gone), or the page is shown again, it may go
// once more; and at once where somebody is asked whether to leave: a second press asks that again.
const AGAIN = 10000;
let answered = 0;
function mayGoAgain() {
  sent = false;
  for (const form of document.querySelectorAll("form[data-once]")) form.dataset.once = "";
}
addEventListener("submit", (pressed) => {
  const { dataset } = pressed.target;
  if (dataset.once === "sent") return pressed.preventDefault();
  if ("once" in dataset) dataset.once = "sent";
  clearTimeout(answered);
  answered = setTimeout(mayGoAgain, AGAIN);
});
addEventListener("pageshow", (shown) => shown.persisted && mayGoAgain());
addEventListener("beforeunload", (leaving) => {
  if (sent || !lost().length) return;
  leaving.preventDefault();
  mayGoAgain();
});
addEventListener("pagehide", () => {
  const typed = fields().map((field) => (sent || field.matches(PRIVATE) || !isTyped(field) ? null : [field.value, field.checked]));
  history.replaceState({ at: nameOf(document.activeElement), typed }, "");
});
const [arrived] = performance.getEntriesByType("navigation");
if (arrived?.type === "back_forward" && history.state) {
  const { at, typed = [] } = history.state;
  if (fields().length === typed.length) fields().forEach((field, n) => typed[n] && ([field.value, field.checked] = typed[n]));
  if (at) document.querySelector(at)?.focus();
}

// What a clinician ticks and writes is kept by the line as they go on: their machine may be anybody's.
const keeps = document.querySelector("form[data-keeps]");
let keeping = 0;
async function keep() {
  const held = new FormData(keeps);
  held.set("what", "keep");
  const answer = await fetch(keeps.action, { method: "POST", body: held, redirect: "manual" }).catch(() => null);
  keeps.querySelector("[data-kept]").textContent = answer?.ok ? "Kept so far: you may close this page, and open the link again." : "It could not be kept just now.";
  if (answer?.ok) sent = true;
}
keeps?.addEventListener("input", () => {
  sent = false;
  clearTimeout(keeping);
  keeping = setTimeout(keep, EVERY);
});
keeps?.addEventListener("submit", () => clearTimeout(keeping));

// On paper nothing is folded, also where a browser's styles cannot unfold it.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll(".folded")) folded.open = true;
});

// A calendar wider than the screen begins at today.
const today = document.querySelector(".is-today");
const room = today?.closest(".table-room");
if (room) room.scrollLeft = today.offsetLeft - (room.clientWidth - today.offsetWidth) / 2;

setInterval(update, EVERY);
