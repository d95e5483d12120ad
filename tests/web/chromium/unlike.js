(known) => {
  // One element of each way in which words of this page are coloured, that is not among those `known`: by the
  // colours, sizes and places of it and of all around it. Gives them, and leaves their marks in `window.looked`.
  const seen = new Set(known), marks = new Map(), found = [];
  const short = (text) => {
    let mark = 5381;
    for (let at = 0; at < text.length; at++) mark = (mark * 33 + text.charCodeAt(at)) % 9007199254740881;
    return mark;
  };
  const told = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight", "position", "clipPath", "filter", "mixBlendMode"];
  const markOf = (one) => {
    if (!one) return 0;
    if (!marks.has(one)) {
      const look = getComputedStyle(one);
      marks.set(one, short([markOf(one.parentElement), ...told.map((name) => look[name])].join()));
    }
    return marks.get(one);
  };
  const speaks = (one) => one.matches("input, select, textarea") || [...one.childNodes].some((part) => part.nodeType === Node.TEXT_NODE && part.data.trim());
  for (const one of document.body.querySelectorAll("*")) {
    if (!speaks(one) || !one.checkVisibility({ visibilityProperty: true }) || !one.getClientRects().length) continue;
    const mark = markOf(one);
    if (!seen.has(mark)) { seen.add(mark); found.push(one); }
  }
  window.looked = [...seen];
  return found;
}
