// The browser phone: posts its forms without leaving the page, says a turn as it is said, and runs its waits.
// The server's page works without this file.
import { hush, onVoices, quiet, ringing, say } from "./voice.js";

const PARTS = ["bench", "theme", "phone", "thread", "map", "trace"];
const find = (id) => document.getElementById(id);
const aloud = find("aloud");
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
  const before = find("phone").dataset;
  const after = next.getElementById("phone").dataset;
  const sameTurn = before.turn === after.turn;
  const focused = document.activeElement;
  for (const id of PARTS) {
    const part = find(id);
    if (id === "phone" && sameTurn && before.state === after.state) continue;
    // what somebody is just typing stays
    if (part.contains(focused) && focused.matches("input:not([type=checkbox])") && !part.contains(origin)) continue;
    part.replaceWith(next.getElementById(id));
  }
  for (const field of document.querySelectorAll("input[name=scene]")) field.value = next.querySelector("input[name=scene]").value;
  find("dark").media = next.getElementById("dark").media;
  if (!document.contains(focused)) refocus(focused);
  find("thread").scrollTop = find("thread").scrollHeight;
  enhance();
  if (before.turn !== after.turn || before.state !== after.state) begin(sameTurn);
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
  if (!alreadySaid) await speak(phone, { rate: Number(rate), locale, signal });
  down();
  if (signal.aborted || !["listening", "keying", "ringing"].includes(state)) return;
  if (state === "ringing" && aloud.checked) ringing(signal);
  await runWait(Number(wait), signal);
  if (signal.aborted) return;
  const done = state === "keying" ? { do: "key", number: find("number").value } : { do: "wait" };
  send(new URLSearchParams({ ...done, after: seconds() }));
}

async function speak(phone, how) {
  const pieces = phone.querySelectorAll("[data-lasts]");
  const late = phone.querySelectorAll("[data-last]");
  for (const piece of [...pieces, ...late]) piece.hidden = true;
  for (const piece of pieces) piece.parentElement.hidden = true;
  for (const piece of pieces) {
    deaf = "deaf" in piece.dataset;
    await quiet(Number(piece.dataset.pause), how.signal);
    if (how.signal.aborted) return;
    piece.hidden = piece.parentElement.hidden = false;
    down();
    await say(piece.textContent, Number(piece.dataset.lasts), { ...how, aloud: aloud.checked });
    // a turn that was cut short has no say any more in what the next one hears
    if (how.signal.aborted) return;
  }
  deaf = false;
  for (const piece of late) piece.hidden = false;
}

function down() {
  find("screen").scrollTop = find("screen").scrollHeight;
}

async function runWait(wait, signal) {
  const bar = find("quiet").animate?.([{ transform: "scaleX(1)" }, { transform: "scaleX(0)" }], wait * 1000);
  await quiet(wait * 1000, signal);
  bar?.cancel();
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
  if (button.value === "text") find("body").value = "";
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !find("phone").contains(event.target)) return;
  if (!/^[0-9*#]$/.test(event.key)) return;
  event.preventDefault();
  press(event.key);
});

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
  find("phone").scrollIntoView({ block: "nearest" });
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
  const listen = find("listen");
  if (!listen || !(window.SpeechRecognition ?? window.webkitSpeechRecognition)) return;
  listen.hidden = find("listen-told").hidden = false;
  listen.onclick = hearWords;
}

function tick() {
  const { state, elapsed } = find("phone").dataset;
  const running = !["idle", "over"].includes(state);
  const spent = Math.floor(Number(elapsed) + (running ? seconds() : 0));
  const words = `${Math.floor(spent / 60)}:${String(spent % 60).padStart(2, "0")}`;
  if (find("timer").textContent !== words) find("timer").textContent = words;
}

aloud.checked = localStorage.getItem("aloud") !== "no";
aloud.addEventListener("change", () => {
  localStorage.setItem("aloud", aloud.checked ? "yes" : "no");
  hush();
});
onVoices(find("phone").dataset.locale, (found) => { find("aloud-row").hidden = !found; });
setInterval(tick, 250);
enhance();
if (find("phone").dataset.turn) begin(false);
