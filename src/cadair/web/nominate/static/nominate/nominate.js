/* Saves while somebody types, counts words, and saves before the language is switched. Without it
   every page works by its buttons. */
"use strict";
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const status = document.getElementById("saving");
  const seen = form.elements.namedItem("seen");
  const SILENCE = 10000; // a screen reader hears of saving at most every ten seconds
  let timer = 0, spoken = 0, waiting = "", isDirty = false, isSaving = false, isSent = false;

  function say(words, isWrong) {
    status.classList.toggle("is-wrong", Boolean(isWrong));
    const rest = spoken + SILENCE - Date.now();
    if (isWrong || rest <= 0) { status.textContent = words; spoken = Date.now(); waiting = ""; return; }
    if (!waiting) setTimeout(() => { if (waiting) say(waiting); }, rest);
    waiting = words;
  }

  function body() {
    const data = new FormData(form);
    data.set("autosave", "1");
    return new URLSearchParams(data);
  }

  async function save(options) {
    clearTimeout(timer);
    if (!isDirty || isSaving) return;
    isDirty = false; isSaving = true;
    try {
      const answer = await fetch(location.href, { method: "POST", body: body(), redirect: "error", ...options });
      const told = await answer.json();
      if (answer.ok) { seen.value = told.seen; say(told.said); }
      else { isDirty = true; say(told.said, true); }
    } catch {
      isDirty = true;
      say(form.dataset.unsaved, true);
      timer = setTimeout(save, 15000);
    }
    isSaving = false;
    if (isDirty && !status.classList.contains("is-wrong")) timer = setTimeout(save, 2000);
  }

  function count() {
    for (const line of form.querySelectorAll("[data-count]")) {
      const text = document.getElementById(line.dataset.count).value;
      const found = text.split(/[\s\x1c-\x1f\x85]+/).filter(Boolean);
      line.querySelector("[data-words]").textContent = found.length;
      line.hidden = found.length < line.dataset.suggested * 0.75;
    }
  }

  form.addEventListener("input", () => {
    isDirty = true;
    count();
    clearTimeout(timer);
    timer = setTimeout(save, 2000);
  });
  form.addEventListener("submit", () => { isSent = true; clearTimeout(timer); });
  addEventListener("pagehide", () => { if (!isSent) save({ keepalive: true }); });
  document.querySelector(".switch")?.addEventListener("click", async (event) => {
    if (!isDirty) return;
    event.preventDefault();
    const there = event.currentTarget.href;
    await save();
    location.href = there;
  });
})();
