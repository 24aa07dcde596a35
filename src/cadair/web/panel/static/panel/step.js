// Keeps a screen in step with the meeting. Looks every few seconds whether something has happened;
// whoever follows is taken along, everybody else is told. Nothing typed is ever left behind, and
// without this the link “Look again” does the same.
"use strict";
(() => {
  const root = document.querySelector("[data-step]");
  if (!root) return;
  const { step, version, here, base, season, always } = root.dataset;
  const said = root.querySelector("[data-step-said]");
  const follow = root.querySelector("[data-step-follow]");
  const kept = `cadair-follow:${season}`;
  const pause = 4000;
  let tag = `"${version}"`;
  let isTyped = false;
  let failures = 0;

  document.addEventListener("input", (event) => {
    if (event.target !== follow) isTyped = true;
  });
  if (follow) {
    root.querySelector("[data-step-choice]").hidden = false;
    follow.checked = sessionStorage.getItem(kept) === "yes";
    follow.addEventListener("change", () => {
      sessionStorage.setItem(kept, follow.checked ? "yes" : "no");
      if (follow.checked) look();
    });
  }
  const follows = () => always !== undefined || Boolean(follow && follow.checked);
  const isBusy = () => isTyped || Boolean(document.activeElement?.closest("form, dialog"));

  function tell(meeting) {
    const isElsewhere = meeting.key && meeting.key !== here;
    if (follows() && !isBusy()) {
      if (isElsewhere) location.assign(base.replace("__category__", meeting.key));
      else location.reload();
      return;
    }
    if (!said) return;
    said.hidden = false;
    said.querySelector("[data-step-words]").textContent = isElsewhere
      ? `${said.dataset.moved} ${meeting.name}` : said.dataset.changed;
    if (isElsewhere) said.querySelector("a").href = base.replace("__category__", meeting.key);
  }

  async function look() {
    if (document.hidden) return;
    try {
      const headers = { Accept: "application/json", "If-None-Match": tag };
      const asked = { credentials: "same-origin", redirect: "manual", cache: "no-store", headers };
      const answer = await fetch(step, asked);
      if (answer.status === 200) {
        const meeting = await answer.json();
        const isNew = `"${meeting.version}"` !== tag;
        tag = `"${meeting.version}"`;
        if (isNew) tell(meeting);
      }
      // Signed out, or the meeting is over: stop asking.
      failures = answer.ok || answer.status === 304 ? 0 : failures + 1;
    } catch {
      // No network just now: look again later.
    }
  }
  const clock = setInterval(() => {
    if (failures > 3) clearInterval(clock);
    else look();
  }, pause);
  document.addEventListener("visibilitychange", look);
})();
