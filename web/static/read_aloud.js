// Reads what callers hear to a clinician, in a voice of this device. Without one there is no button.
import { onVoices, say } from "./voice.js";

const BETWEEN = 100; // ms that a letter takes at most
let reading = new AbortController();
reading.abort();

async function read(button, locale) {
  const words = [...button.closest("section").querySelectorAll(".said-words")].map((one) => one.textContent);
  const { signal } = (reading = new AbortController());
  button.textContent = "Stop";
  for (const each of words) if (!signal.aborted) await say(each, BETWEEN * each.length, { rate: 0.9, locale, aloud: true, signal });
  button.textContent = "Hear it";
  if (!signal.aborted) reading.abort();
}

for (const part of document.querySelectorAll("[data-read-aloud]")) {
  const button = part.querySelector("button");
  onVoices(part.dataset.readAloud, (has) => { part.hidden = !has; });
  button.addEventListener("click", () => {
    const ours = button.textContent === "Stop";
    reading.abort();
    if (!ours) read(button, part.dataset.readAloud);
  });
}
