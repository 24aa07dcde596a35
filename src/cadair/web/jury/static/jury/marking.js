// Saves marks while a judge works, and warns before what is not saved is left. Without this file
// everything works by the two buttons.
"use strict";
(() => {
  const form = document.querySelector("[data-marks]");
  if (!form || !window.fetch) return;
  const state = form.querySelector("[data-state]");
  const spoken = form.querySelector("[data-spoken]");
  const shown = form.elements.namedItem("shown");
  const PAUSE = 10000; // At most so often is something spoken, and is something sent.
  let saved = written();
  let timer = 0;
  let isSending = false;
  let isLeaving = false;
  let isStopped = false;
  let spokenAt = -PAUSE;
  let toSpeak = 0;

  function written() {
    const data = new FormData(form);
    data.delete("shown");
    data.delete("csrfmiddlewaretoken");
    return new URLSearchParams(data).toString();
  }
  function say(words) {
    if (state.textContent === words) return;
    state.textContent = words;
    if (!toSpeak) toSpeak = window.setTimeout(speak, Math.max(0, spokenAt + PAUSE - Date.now()));
  }
  function speak() {
    toSpeak = 0;
    spokenAt = Date.now();
    if (spoken.textContent !== state.textContent) spoken.textContent = state.textContent;
  }
  // Where the judge keeps their desk on this device, that is where it waits (device.js).
  function keepHere() {
    const detail = { say };
    form.dispatchEvent(new CustomEvent("cadair:unsent", { bubbles: true, detail }));
  }
  function isChanged() {
    return written() !== saved;
  }
  function wait() {
    if (!timer && !isStopped) timer = window.setTimeout(send, PAUSE);
  }
  async function send() {
    timer = 0;
    if (isSending || isLeaving || !isChanged()) return;
    isSending = true;
    const now = written();
    const data = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(form.action || window.location.href, {
        method: "POST", body: data, redirect: "manual", credentials: "same-origin",
        headers: { Accept: "application/json" },
      });
      if (answer.ok) {
        shown.value = (await answer.json()).shown;
        saved = now;
        say(isChanged() ? form.dataset.unsaved : form.dataset.saved);
      } else if (answer.type === "opaqueredirect" || answer.status === 403) {
        isStopped = true;
        say(form.dataset.signedOut);
      } else if (answer.status === 409 || answer.status === 422) {
        isStopped = true;
        say((await answer.json()).message);
      } else {
        say(form.dataset.failed);
      }
    } catch (_problem) {
      say(form.dataset.failed);
      keepHere();
    }
    isSending = false;
    if (isChanged()) wait();
  }
  form.addEventListener("input", () => {
    if (!isSending) say(form.dataset.unsaved);
    wait();
  });
  form.addEventListener("submit", (event) => {
    // While a save is under way the token on the page is the old one: wait for the new one.
    if (isSending) {
      event.preventDefault();
      const button = event.submitter;
      window.setTimeout(() => form.requestSubmit(button), 100);
      return;
    }
    if (!navigator.onLine) {
      event.preventDefault();
      say(form.dataset.failed);
      keepHere();
      return;
    }
    isLeaving = true;
    window.clearTimeout(timer);
  });
  window.addEventListener("pageshow", () => { isLeaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && isChanged()) event.preventDefault();
  });
})();
