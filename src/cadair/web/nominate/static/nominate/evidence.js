/* Sends a file with its progress in words, tries again when the connection is lost, and looks whether
   a file has been checked. Without it every button works by itself. */
"use strict";
(() => {
  const SPEAKS_EVERY = 5000; // milliseconds between two words of a screen reader
  const WHOLE = 1000000; // bytes: what is no bigger goes in one piece
  const WAITS = [3, 6, 12, 24, 48]; // seconds before each further try

  function words() { return document.querySelector("[data-evidence]").dataset; }

  function show(html, address) {
    const there = new DOMParser().parseFromString(html, "text/html");
    const main = there.querySelector("main");
    if (!main) { location.assign(address); return; }
    document.querySelector("main").replaceWith(document.adoptNode(main));
    document.title = there.title;
    history.replaceState(null, "", address);
    begin();
    const first = document.querySelector("#errors, main [role=status].notice, main h1");
    if (first) { first.tabIndex = -1; first.focus(); }
  }

  function send(form, data, turn) {
    const status = form.querySelector("[data-status]");
    const button = form.querySelector("button[type=submit]");
    let spoken = 0;
    const say = (text, now) => {
      if (!now && Date.now() - spoken < SPEAKS_EVERY) return;
      status.textContent = text; spoken = Date.now();
    };
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) say(`${words().sending}: ${Math.round(event.loaded * 100 / event.total)}`);
    });
    request.upload.addEventListener("load", () => say(words().slow, true));
    request.addEventListener("load", () => {
      if (request.status === 0 || request.status >= 502) { again(); return; }
      show(request.responseText, request.responseURL);
    });
    const again = () => {
      const wait = WAITS[Math.min(turn, WAITS.length - 1)];
      say(`${words().lost}: ${wait}`, true);
      setTimeout(() => send(form, data, turn + 1), wait * 1000);
    };
    request.addEventListener("error", again);
    button.disabled = true;
    request.send(data);
  }

  /* A big file goes part by part. What has arrived stays: after a break, or another day, choosing the
     same file again goes on where it stopped. */
  async function ask(fields) {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    data.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    const answer = await fetch(words().parts, { method: "POST", body: data });
    if (answer.status >= 500) throw new Error("again");
    return { status: answer.status, ...(answer.headers.get("content-type") || "").includes("json") ? await answer.json() : {} };
  }

  const pause = (seconds) => new Promise((done) => { setTimeout(done, seconds * 1000); });

  async function sendParts(form, file) {
    const status = form.querySelector("[data-status]");
    const button = form.querySelector("button[type=submit]");
    const place = form.querySelector("[name=place]").value;
    const mark = `${file.lastModified}-${file.size}-${file.name}`;
    let spoken = 0, turn = 0;
    const say = (text, now) => {
      if (!now && Date.now() - spoken < SPEAKS_EVERY) return;
      status.textContent = text; spoken = Date.now();
    };
    status.classList.remove("is-wrong");
    button.disabled = true;
    let there = null;
    while (!there || there.received < file.size) {
      try {
        there = there
          ? await ask({ do: "part", place, upload: there.upload, number: there.number, part: file.slice(there.received, there.received + there.part) })
          : await ask({ do: "begin", place, name: file.name, size: file.size, mark });
        if (there.status !== 200) {
          status.classList.add("is-wrong");
          say(there.said || words().failed, true);
          button.disabled = false;
          return;
        }
        turn = 0;
        say(`${words().sending}: ${Math.floor(there.received * 100 / file.size)}`);
      } catch {
        const wait = WAITS[Math.min(turn, WAITS.length - 1)];
        turn += 1; there = null;
        say(`${words().lost}: ${wait}`, true);
        await pause(wait);
      }
    }
    const data = new FormData(form);
    for (const input of form.querySelectorAll("input[type=file]")) data.delete(input.name);
    data.append("upload", there.upload);
    send(form, data, 0);
  }

  function onSubmit(event) {
    const form = event.currentTarget;
    const file = form.querySelector("input[type=file]").files[0];
    if (!file) return;
    event.preventDefault();
    if (file.size > Number(words().most) * 1000000) {
      const status = form.querySelector("[data-status]");
      status.classList.add("is-wrong");
      status.textContent = words().big;
      return;
    }
    if (file.size > WHOLE) { sendParts(form, file); return; }
    send(form, new FormData(form), 0);
  }

  async function look() {
    const page = document.querySelector("[data-checking]");
    if (!page) return;
    const isBusy = [...page.querySelectorAll("input:not([type=hidden])")].some((each) => each.value !== each.defaultValue)
      || page.contains(document.activeElement);
    if (!isBusy) {
      try {
        const answer = await fetch(location.href, { redirect: "error" });
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-evidence]");
        if (answer.ok && fresh && !page.contains(document.activeElement)) { page.replaceWith(document.adoptNode(fresh)); begin(); return; }
      } catch { /* the next look may find us again */ }
    }
    setTimeout(look, 4000);
  }

  function begin() {
    for (const form of document.querySelectorAll("form[data-upload]")) form.addEventListener("submit", onSubmit);
    if (document.querySelector("[data-checking]")) setTimeout(look, 4000);
  }
  begin();
})();
