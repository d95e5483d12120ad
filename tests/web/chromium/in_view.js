// What of the parts that `which` names is not whole in the window, and what of the newest words not on the screen.
(which) => {
  const all = { top: 0, left: 0, bottom: innerHeight, right: innerWidth };
  const isIn = (one, room) => one.top >= room.top - 1 && one.bottom <= room.bottom + 1 && one.left >= room.left - 1 && one.right <= room.right + 1;
  const parts = [...document.querySelectorAll(which)];
  const lost = parts.filter((one) => !isIn(one.getBoundingClientRect(), all)).map((one) => one.outerHTML.slice(0, 80));
  if (!parts.length) lost.push("all: there is none");
  const screen = document.getElementById("screen").getBoundingClientRect();
  const words = [...document.querySelectorAll("#current [data-lasts]")].filter((one) => !one.closest("[hidden]")).pop();
  if (!words) return lost;
  const rows = [...words.getClientRects()];
  const isOn = (row) => row.top >= screen.top - 1 && row.bottom <= screen.bottom + 1;
  const fits = rows.at(-1).bottom - rows[0].top < screen.height - 16;
  if (!isOn(rows[0])) lost.push(`the beginning of ${words.textContent}`);
  if (fits && !isOn(rows.at(-1))) lost.push(`the end of ${words.textContent}`);
  return lost;
}
