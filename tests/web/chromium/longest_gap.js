// The highest stretch of the page, in pixels, on which nothing is: no words, no field, no button, no picture.
() => {
  const solid = [...document.querySelectorAll(".phone, .thread, .map, main p, main li, main button, main input, main summary, main a, footer button")].filter((one) => one.checkVisibility() && !one.parentElement.closest(".phone, .thread, .map"));
  const spans = solid.map((one) => one.getBoundingClientRect()).filter((one) => one.height).map((one) => [one.top, one.bottom]);
  spans.sort((one, other) => one[0] - other[0]);
  let [, end] = spans[0];
  let longest = 0;
  for (const [top, bottom] of spans) {
    longest = Math.max(longest, top - end);
    end = Math.max(end, bottom);
  }
  return Math.max(longest, document.documentElement.scrollHeight - scrollY - end);
}
