// What is looked for on a page of the desk as it stands. Each function gives what is not well, as HTML.
(() => {
  const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length;
  const told = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 100);
  const CAN = "a[href], button, input:not([type=hidden]), select, textarea, summary, audio, [tabindex='0']";
  const all = (what) => [...document.querySelectorAll(what)].filter(shown);
  const isInRoom = (one) => one.closest(".table-room, .plot-room, [class$='room']:not(.who-room)");
  window.onAPage = {
    // what the keyboard comes to shows that it is there, not by a shadow, which forced colours take away
    unseenFocus: () => all(CAN).filter((one) => {
      one.focus({ preventScroll: true });
      const look = getComputedStyle(one);
      return document.activeElement !== one || look.outlineStyle === "none" || parseFloat(look.outlineWidth) < 2;
    }).map(told),
    tooSmall: () => all("a.btn, button, select, input:not([type=hidden]), textarea, summary").filter((one) => {
      const box = (one.closest("label") || one).getBoundingClientRect();
      return box.width < 24 || box.height < 24;
    }).map(told),
    cutOff: () => all(`${CAN}, h1, h2, h3, p, dd, li`).filter((one) => {
      const box = one.getBoundingClientRect();
      return !isInRoom(one) && box.width && (box.left < -1 || box.right > innerWidth + 1) && !one.classList.contains("visually-hidden") && !one.closest(".visually-hidden") && !one.classList.contains("skip");
    }).map(told),
    // on paper: no place to go, nothing to press, and all of it black on white
    onPaper: () => [
      ...all("nav, button, .btn, select, .skip, audio, header.top"),
      ...all("p, dd, dt, h1, h2, h3, td, th, li, strong, code, a").filter((one) => getComputedStyle(one).color !== "rgb(0, 0, 0)"),
      ...all("body, .card-plain, td, .bubble").filter((one) => !["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(getComputedStyle(one).backgroundColor)),
      // a list to choose from is not printed: what is chosen stands beside it
      ...[...document.querySelectorAll("td option[selected]")].filter((one) => !one.closest("td").innerText.includes(one.text)),
    ].map(told),
    // what is one under the other is no grid on paper: over the end of a page its rows are laid over each other
    stackedOnPaper: () => all("main, main *").filter((one) => {
      const look = getComputedStyle(one);
      return look.display.endsWith("grid") && look.gridTemplateColumns.split(" ").length === 1 && [...one.children].filter(shown).length > 1;
    }).map(told),
    // where all colours are the browser's, what is chosen shows by a line
    unmarked: () => [...all("input:checked").filter((one) => getComputedStyle(one).appearance === "none"), ...all("[aria-current], [aria-pressed=true], [aria-invalid], .badge-own").filter((one) => {
      const look = getComputedStyle(one);
      return look.outlineStyle === "none" && look.borderTopStyle === "none" && !look.textDecorationLine.includes("underline");
    })].map(told),
  };
})();
