// Moves a line of a ballot at once and says where it is now. Without this file every press of Up or
// Down is a page of its own, with the same result.
"use strict";
(() => {
  const form = document.querySelector("[data-ballot]");
  if (!form) return;
  const list = form.querySelector("ol");
  const spoken = form.querySelector("[data-spoken]");
  let isChanged = false;
  let isLeaving = false;

  const rank = (line) => line.querySelector("[data-rank]");
  const ranked = () => [...list.children].filter((line) => rank(line).value.trim() !== "");
  const number = (line) => Number.parseInt(rank(line).value, 10) || 0;

  function say(line, at, of) {
    const title = line.querySelector("[data-title]").textContent;
    spoken.textContent = form.dataset.moved
      .replace("{title}", title).replace("{rank}", at).replace("{of}", of);
  }
  function move(line, step) {
    const order = ranked().sort((a, b) => number(a) - number(b));
    const at = order.indexOf(line);
    if (at < 0) {
      order.push(line);
    } else {
      order.splice(at, 1);
      order.splice(Math.min(Math.max(at + step, 0), order.length), 0, line);
    }
    const rest = [...list.children].filter((each) => !order.includes(each));
    order.forEach((each, index) => { rank(each).value = index + 1; });
    list.append(...order, ...rest);
    say(line, order.indexOf(line) + 1, order.length);
    isChanged = true;
  }
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    move(button.closest("[data-line]"), Number(button.dataset.move));
    button.focus();
  });
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("submit", () => { isLeaving = true; });
  window.addEventListener("pageshow", () => { isLeaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged && !isLeaving) event.preventDefault();
  });
})();
