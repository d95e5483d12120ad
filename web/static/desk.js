// Parts of a page that bring themselves up to date. Without this file the page is as good as when it was loaded.
// Every second while the phone company is asked to ring, else every other one.
const EVERY = 1000;
let turn = 0;
// The moment at which the page was opened, by the line's clock: what came later and is not on it, is said.
const OPENED = document.querySelector("[data-opened]")?.dataset.opened ?? "1";

async function update() {
  const parts = document.querySelectorAll("[data-live]");
  if (!parts.length || document.hidden || (++turn % 2 && !document.querySelector("[data-soon]"))) return;
  let next;
  try {
    const answer = await fetch(location.href, { headers: { "X-Desk-Update": OPENED } });
    if (answer.redirected) return location.reload();
    if (!answer.ok) return;
    next = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return; // away for a moment: the next one
  }
  document.title = next.title; // it holds the count
  for (const part of parts) {
    const fresh = next.getElementById(part.id);
    if (!fresh || fresh.innerHTML === part.innerHTML) continue;
    const focused = part.contains(document.activeElement) && document.activeElement !== part ? document.activeElement.id || document.activeElement.getAttribute("href") : null;
    part.innerHTML = fresh.innerHTML;
    if (focused) (document.getElementById(focused) || part.querySelector(`[href="${CSS.escape(focused)}"]`) || part).focus({ preventScroll: true });
  }
}

// Whoever writes another time means that one.
for (const field of document.querySelectorAll("[data-picks]")) {
  field.addEventListener("input", () => {
    field.form.querySelector(`[type="radio"][value="${field.dataset.picks}"]`).checked = true;
  });
}

setInterval(update, EVERY);
