// The browser phone: posts its forms without leaving the page, says a turn as it is said, and runs its waits.
// The server's page works without this file.
import { hush, onVoices, quiet, ringing, say } from "./voice.js";

// What is put anew; the thread and the screen are logs, which grow.
const PHONE = ["phone-top", "keypad", "phone-speak"];
const PARTS = [...PHONE, "bench", "theme", "map", "trace"];
const find = (id) => document.getElementById(id);
const still = matchMedia("(prefers-reduced-motion: reduce)");
const [aloud, rings, dials] = ["aloud", "rings", "dials"].map(find);
let turnBegan = 0;
let deaf = false;
let sending = false;
let answered = Promise.resolve();
let saying = new AbortController();

function seconds() {
  return (performance.now() - turnBegan) / 1000;
}

function hint(words) {
  find("hint").textContent = words;
}

// One press of a button, by hand or by time: the scene goes there, the next page comes back.
async function send(data, origin) {
  // a key that is pressed while the line answers is lost, as on a telephone; a button beside it is not
  if (sending && /^(press|key|wait)/.test(data.get("do"))) return;
  while (sending) await answered;
  sending = true;
  answered = post(data, origin);
  await answered;
}

async function post(data, origin) {
  data.set("scene", document.querySelector("input[name=scene]").value);
  try {
    const answer = await fetch("/try", { method: "POST", body: new URLSearchParams(data) });
    if (!answer.ok) throw new Error(answer.statusText);
    show(new DOMParser().parseFromString(await answer.text(), "text/html"), origin);
  } catch {
    hint("The line did not answer. Try again.");
  } finally {
    sending = false;
  }
}

function show(next, origin) {
  const phone = find("phone");
  const before = { ...phone.dataset };
  const after = next.getElementById("phone").dataset;
  const sameTurn = before.turn === after.turn;
  const samePhone = sameTurn && before.state === after.state;
  const focused = document.activeElement;
  for (const id of PARTS) {
    if (samePhone && PHONE.includes(id)) continue;
    const part = find(id);
    const fresh = next.getElementById(id);
    // what somebody is just typing stays
    if (part.contains(focused) && focused.matches("input:not([type=checkbox])") && !part.contains(origin)) continue;
    if (part.open) fresh.open = true;
    const { scrollLeft } = part;
    part.replaceWith(fresh);
    fresh.scrollLeft = scrollLeft;
  }
  if (!samePhone) {
    Object.assign(phone.dataset, after);
    growScreen(find("screen"), next.getElementById("screen"));
  }
  growThread(find("thread"), next.getElementById("thread"));
  for (const field of document.querySelectorAll("input[name=scene]")) field.value = next.querySelector("input[name=scene]").value;
  find("dark").media = next.getElementById("dark").media;
  if (!document.contains(focused)) refocus(focused);
  enhance();
  // the field stays in view under the reply that has just come
  if (origin && find("texts").contains(origin)) bringIntoView(find("body").form);
  if (samePhone) return;
  if (origin) bringIntoView(phone);
  begin(sameTurn);
}

// Turns that are on the screen stay as they were heard; what comes after the newest is put anew.
function growScreen(screen, next) {
  const shown = new Map([...screen.children].map((part) => [part.dataset.turn, part]));
  const fresh = [...next.children];
  const kept = new Set(fresh.map((part) => part.dataset.turn));
  for (const part of [...screen.children]) if (!part.dataset.turn || !kept.has(part.dataset.turn)) part.remove();
  for (const part of fresh) {
    const old = part.dataset.turn && shown.get(part.dataset.turn);
    if (!old) screen.append(part);
    else if (old.className !== part.className) {
      old.className = part.className;
      old.removeAttribute("id");
    }
  }
}

// Only what is new is added, so that it alone is read out; what is there no longer goes from the top.
function growThread(thread, next) {
  const fresh = [...next.children];
  const old = [...thread.children];
  const same = (gone) => old.slice(gone).every((part, at) => fresh[at]?.isEqualNode(part));
  let gone = 0;
  while (!same(gone)) gone += 1;
  for (const part of old.slice(0, gone)) part.remove();
  const added = fresh.slice(old.length - gone);
  thread.append(...added);
  if (added.length) thread.scrollTop = thread.scrollHeight;
}

function bringIntoView(part) {
  const { top, bottom } = part.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) part.scrollIntoView({ block: "nearest", behavior: "instant" });
}

// The focus stays on what was pressed if the new page still has it; otherwise on the phone, where keys work.
function refocus(old) {
  const same = old.id ? find(old.id) : old.name && document.querySelector(`[name="${old.name}"][value="${CSS.escape(old.value)}"]`);
  (same || find("phone")).focus({ preventScroll: true });
}

async function begin(alreadySaid) {
  const phone = find("phone");
  const { state, rate, locale, wait } = phone.dataset;
  saying.abort();
  hush();
  saying = new AbortController();
  const { signal } = saying;
  turnBegan = performance.now();
  deaf = false;
  // where there is a keyboard, that it works is said once
  if (!alreadySaid && phone.dataset.turn.endsWith("-1") && matchMedia("(pointer: fine)").matches) hint("Your keyboard’s keys work, too.");
  if (!alreadySaid) await speak(phone, { rate: Number(rate), locale, signal });
  down();
  if (signal.aborted || !["listening", "keying", "ringing"].includes(state)) return;
  if (state === "ringing" && rings.checked) ringing(signal);
  await runWait(Number(wait), signal);
  if (signal.aborted) return;
  const done = state === "keying" ? { do: "key", number: find("number").value } : { do: "wait" };
  send(new URLSearchParams({ ...done, after: seconds() }));
}

async function speak(phone, how) {
  const pieces = phone.querySelectorAll("#current [data-lasts]");
  const late = phone.querySelectorAll("[data-last]");
  for (const piece of [...pieces, ...late]) piece.hidden = true;
  for (const piece of pieces) piece.parentElement.hidden = true;
  for (const piece of pieces) {
    deaf = "deaf" in piece.dataset;
    await quiet(Number(piece.dataset.pause), how.signal);
    if (how.signal.aborted) return;
    piece.hidden = piece.parentElement.hidden = false;
    down(piece);
    await say(piece.textContent, Number(piece.dataset.lasts), { ...how, aloud: aloud.checked });
    // a turn that was cut short has no say any more in what the next one hears
    if (how.signal.aborted) return;
  }
  deaf = false;
  for (const piece of late) piece.hidden = false;
}

// Down to the newest words; of a sentence that is longer than the screen, to its beginning.
function down(piece) {
  const screen = find("screen");
  const above = piece ? piece.getBoundingClientRect().top - screen.getBoundingClientRect().top - 8 : Infinity;
  screen.scrollTop = Math.min(screen.scrollTop + above, screen.scrollHeight);
}

async function runWait(wait, signal) {
  const left = find("quiet");
  const bar = still.matches ? null : left.animate?.([{ transform: "scaleX(1)" }, { transform: "scaleX(0)" }], wait * 1000);
  left.classList.toggle("still", still.matches);
  await quiet(wait * 1000, signal);
  bar?.cancel();
  left.classList.remove("still");
}

function press(key) {
  const button = document.querySelector(`[data-key="${key}"]`);
  button.classList.add("down");
  setTimeout(() => button.classList.remove("down"), 150);
  if (find("phone").dataset.state === "keying") return dial(key);
  if (find("phone").dataset.state !== "listening") return hint("No call is listening for a key.");
  if (deaf) return hint("Not heard: the line takes a key once it has named your choice.");
  hint("");
  send(new URLSearchParams({ do: `press:${key}`, after: seconds() }), button);
}

// While a number is keyed, digits are digits: hash ends it, star starts again.
function dial(key) {
  const field = find("number");
  // any key cuts the line short, and its wait begins anew
  begin(true);
  if (key === "#") return send(new URLSearchParams({ do: "key", number: field.value, after: seconds() }));
  field.value = key === "*" ? "" : field.value + key;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!("live" in form.dataset)) return;
  event.preventDefault();
  const button = event.submitter;
  if (button.dataset.key) return press(button.dataset.key);
  const data = new URLSearchParams(new FormData(form, button));
  // skipping a wait is to have waited: the server then takes the whole of it
  if (button.value !== "wait") data.set("after", seconds());
  await send(data, button);
  if (button.value !== "text") return;
  if (form.contains(find("body"))) find("body").value = "";
  else bringIntoView(find("texts"));
});

// In a call the keys work from the whole page, but where something is being typed. They can be switched off, for
// who speaks to this computer or hits keys by accident; with the focus on the phone they always work.
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[0-9*#]$/.test(event.key) || !inCall()) return;
  if (!dials.checked && !find("phone").contains(event.target)) return;
  event.preventDefault();
  press(event.key);
});

function inCall() {
  return !["idle", "over"].includes(find("phone").dataset.state);
}

document.addEventListener("click", async (event) => {
  const stop = event.target.closest("a[data-jump]");
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    await navigator.clipboard.writeText(find(copy.dataset.copy).textContent);
    copy.textContent = "Copied";
  }
  if (!stop || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  await send(new URLSearchParams({ do: `jump:${stop.dataset.jump}` }), stop);
  find("phone").focus({ preventScroll: true });
});

// Speaking is sent to the browser's maker by some browsers: only ever at a press of this button.
function hearWords() {
  const Recogniser = window.SpeechRecognition ?? window.webkitSpeechRecognition;
  const recogniser = new Recogniser();
  recogniser.lang = find("phone").dataset.locale;
  recogniser.onresult = (event) => {
    find("words").value = event.results[0][0].transcript;
    send(new URLSearchParams({ do: "say", words: find("words").value, after: seconds() }));
  };
  recogniser.start();
}

function enhance() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  tellOfMore();
  const listen = find("listen");
  if (!listen || !(window.SpeechRecognition ?? window.webkitSpeechRecognition)) return;
  listen.hidden = find("listen-told").hidden = false;
  listen.onclick = hearWords;
}

function tellOfMore() {
  find("sideways").hidden = find("map").scrollWidth <= find("map").clientWidth;
}

function tick() {
  const spent = Math.floor(Number(find("phone").dataset.elapsed) + (inCall() ? seconds() : 0));
  const words = `${Math.floor(spent / 60)}:${String(spent % 60).padStart(2, "0")}`;
  if (find("timer").textContent !== words) find("timer").textContent = words;
}

for (const one of [aloud, rings, dials]) {
  one.checked = localStorage.getItem(one.id) !== "no";
  one.addEventListener("change", () => localStorage.setItem(one.id, one.checked ? "yes" : "no"));
}
aloud.addEventListener("change", hush);
find("switches").hidden = false;
onVoices(find("phone").dataset.locale, (found) => {
  find("aloud-row").hidden = !found;
  find("silent").hidden = found;
});
addEventListener("resize", () => {
  tellOfMore();
  down([...document.querySelectorAll("#current [data-lasts]")].findLast((piece) => !piece.hidden));
});
setInterval(tick, 250);
enhance();
if (find("phone").dataset.turn) begin(false);
