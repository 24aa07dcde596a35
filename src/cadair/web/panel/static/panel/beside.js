// Opens an entry beside the list of its category, so that nothing typed is left behind. Where there
// is no room for both, and without this, the link leads to the page of the entry.
"use strict";
(() => {
  const table = document.querySelector("[data-beside]");
  if (!table) return;
  const isWide = matchMedia("(width >= 60rem)");
  let pane = null;
  let opener = null;

  function close() {
    if (!pane) return;
    pane.remove();
    pane = null;
    table.classList.remove("is-reading");
    opener?.focus();
  }

  function show(read, title, link) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet reading__close";
    button.textContent = table.dataset.beside;
    button.addEventListener("click", close);
    const heading = document.createElement("h2");
    heading.id = "beside-heading";
    heading.tabIndex = -1;
    heading.append(...title.childNodes);
    for (const each of read.querySelectorAll("[id]")) each.id = `beside-${each.id}`;
    for (const each of read.querySelectorAll("[aria-labelledby]")) {
      each.setAttribute("aria-labelledby", `beside-${each.getAttribute("aria-labelledby")}`);
    }
    pane?.remove();
    pane = document.createElement("aside");
    pane.className = "reading";
    pane.setAttribute("aria-labelledby", heading.id);
    pane.append(button, heading, ...read.childNodes);
    table.append(pane);
    table.classList.add("is-reading");
    opener = link;
    heading.focus();
  }

  async function open(link) {
    try {
      const answer = await fetch(link.href, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const read = page.querySelector("[data-reading]");
      show(read, page.querySelector("h1"), link);
    } catch {
      // Signed out, or no network: the page itself says what is the matter.
      location.assign(link.href);
    }
  }

  table.addEventListener("click", (event) => {
    const link = event.target.closest(".ranked__title a");
    const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!link || !isPlain || !isWide.matches) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
})();
