// Keeps a judge's desk on this device, and brings both together again: what was written here is
// sent with the version it was written upon; where nothing was changed on both sides it is merged,
// otherwise both are shown. What is no longer on the desk is forgotten at the next contact.
"use strict";
(() => {
  const root = document.querySelector("[data-device]");
  if (!root || !window.indexedDB || !navigator.serviceWorker || !window.cadairStore) return;
  const at = root.dataset;
  const words = JSON.parse(document.getElementById("device-words").textContent);
  const store = window.cadairStore(at.season);
  const status = root.querySelector("[data-device-status]");
  let csrf = "";
  let isSyncing = false;

  function say(text) {
    if (status && status.textContent !== text) status.textContent = text;
  }
  // For eyes only: a screen reader hears the beginning and the end.
  function count(text) {
    const where = root.querySelector("[data-device-count]");
    if (where) where.textContent = text;
  }
  function show(name, isShown) {
    root.querySelectorAll(`[data-when="${name}"]`).forEach((each) => { each.hidden = !isShown; });
  }
  async function ask(address, options = {}) {
    const headers = { Accept: "application/json", ...(options.headers || {}) };
    return fetch(address, { credentials: "same-origin", redirect: "manual", ...options, headers });
  }
  function send(address, body) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
    return ask(address, { method: "POST", headers, body: JSON.stringify(body) });
  }

  // ── Taking along ──────────────────────────────────────────────────────────────────────────────
  async function takeAlong() {
    say(words.taking);
    const here = await ask(at.list);
    if (here.ok) csrf = (await here.json()).csrf;
    const answer = await send(at.list, {});
    if (!answer.ok) return void say(words.failed);
    const desk = await answer.json();
    csrf = desk.csrf;
    await store.put("meta", "copy", { id: desk.copy, state: desk.state });
    await keepShell();
    await keepPlaces(desk.places, true);
    say(words.taken);
    return tell();
  }
  async function keepShell() {
    const worker = `${at.worker}?shell=${encodeURIComponent(at.shell)}`;
    await navigator.serviceWorker.register(worker, { scope: at.desk });
    const page = await (await fetch(at.shell, { credentials: "same-origin" })).text();
    const drawn = new DOMParser().parseFromString(page, "text/html");
    const parts = "link[rel=stylesheet], link[rel=icon], link[rel=preload], script[src]";
    const needed = [...drawn.querySelectorAll(parts)]
      .map((each) => each.getAttribute("href") || each.getAttribute("src"));
    const cache = await caches.open("cadair-desk:" + at.desk);
    await cache.addAll([at.shell, ...new Set(needed)]);
  }
  async function keepPlaces(places, isAll) {
    const kept = new Set(await store.keys("places"));
    let done = 0;
    for (const place of places) {
      count(`${done} / ${places.length}`);
      done += 1;
      const was = kept.has(place.key) ? await store.get("places", place.key) : null;
      kept.delete(place.key);
      if (was && was.kept.shown === place.shown && !isAll) {
        await store.put("places", place.key, { ...was, ...place, kept: was.kept });
        continue;
      }
      const answer = await ask(at.list + place.key + "/");
      if (answer.status === 404) { kept.add(place.key); continue; }
      if (!answer.ok) continue;
      const { html, ...now } = await answer.json();
      await store.put("places", place.key, { ...place, html, kept: now });
    }
    for (const key of kept) {
      await store.drop("places", key);
      await store.drop("queue", key);
    }
    count("");
    await store.put("meta", "order", places.map((place) => place.key));
  }
  // The keys of the places in the order of the desk.
  async function ordered() {
    const kept = new Set(await store.keys("places"));
    return ((await store.get("meta", "order")) || []).filter((key) => kept.has(key));
  }

  // ── Forgetting ────────────────────────────────────────────────────────────────────────────────
  async function forget() {
    await store.forget();
    for (const name of await caches.keys()) {
      if (at.desks.split(" ").some((desk) => name === "cadair-desk:" + desk)) await caches.delete(name);
    }
    for (const each of await navigator.serviceWorker.getRegistrations()) {
      if (at.desks.split(" ").includes(new URL(each.scope).pathname)) await each.unregister();
    }
    const page = document.querySelector("[data-device-page]");
    if (page) {
      page.textContent = "";
      document.querySelector("h1").textContent = page.dataset.heading;
    }
  }

  // ── Bringing both together ────────────────────────────────────────────────────────────────────
  async function sync() {
    const copy = (await store.exists()) && (await store.get("meta", "copy"));
    if (!copy || isSyncing) return;
    isSyncing = true;
    try {
      const state = await ask(copy.state);
      if (state.status === 404 && (await codeOf(state)) === "copy-ended") {
        await forget();
        say(words.ended);
        return;
      }
      const answer = await ask(at.list);
      if (!answer.ok) return void say(answer.type === "opaqueredirect" ? words.signedOut : words.failed);
      const desk = await answer.json();
      csrf = desk.csrf;
      for (const key of await store.keys("queue")) await sendOne(key);
      await keepPlaces((await (await ask(at.list)).json()).places, false);
      say("");
    } catch (_problem) {
      say(words.offline);
    } finally {
      isSyncing = false;
      await tell();
    }
  }
  async function codeOf(answer) {
    try {
      return (await answer.json()).code;
    } catch (_problem) {
      return "";
    }
  }
  async function sendOne(key) {
    const mine = await store.get("queue", key);
    if (!mine || mine.kept || mine.isRefused) return; // These wait for the judge.
    const answer = await send(at.marks, payload(key, mine));
    const said = await answer.json();
    if (answer.ok) return void (await written(key, said));
    if (answer.status === 409 && said.kept) {
      const both = merged(mine, said.kept);
      if (!both) return void (await store.put("queue", key, { ...mine, kept: said.kept }));
      await store.put("queue", key, both);
      return void (await sendOne(key));
    }
    if (answer.status === 422) {
      const isGone = ["stepped-aside", "declare-first", "not-on-desk"].includes(said.code);
      if (isGone) await store.drop("queue", key);
      else await store.put("queue", key, { ...mine, isRefused: true });
      const notices = (await store.get("meta", "notices")) || [];
      await store.put("meta", "notices", [...notices, { code: said.code, message: said.message }]);
    }
  }
  function payload(key, mine) {
    const [category, entry] = key.split("/");
    const { marks, remarks, comment, flag, shown } = mine;
    return { category, entry, marks, remarks, comment, flag, shown };
  }
  async function written(key, kept) {
    const place = await store.get("places", key);
    if (place) await store.put("places", key, { ...place, kept, shown: kept.shown });
    await store.drop("queue", key);
  }
  // What was changed on one side only is taken from there; null where both changed the same.
  function merged(mine, theirs) {
    const was = mine.was;
    let isClear = true;
    const one = (base, here, there) => {
      if (here === there || there === base) return here;
      if (here !== base) isClear = false;
      return there;
    };
    const many = (name) => {
      const keys = new Set([...Object.keys(mine[name]), ...Object.keys(theirs[name])]);
      const found = {};
      for (const key of keys) {
        const value = one(was[name][key] || "", mine[name][key] || "", theirs[name][key] || "");
        if (value !== "") found[key] = value;
      }
      return found;
    };
    const both = {
      marks: many("marks"), remarks: many("remarks"),
      comment: one(was.comment, mine.comment, theirs.comment),
      flag: one(was.flag, mine.flag, theirs.flag),
      shown: theirs.shown, was: theirs, at: mine.at,
    };
    return isClear ? both : null;
  }
  // Puts marks aside until there is a network; `was` is what they were written upon.
  async function queue(key, form) {
    const place = await store.get("places", key);
    if (!place) return false;
    const before = await store.get("queue", key);
    const base = before ? before.was : place.kept;
    await store.put("queue", key, { ...read(form), shown: base.shown, was: base, at: Date.now() });
    return true;
  }
  function read(form) {
    const found = { marks: {}, remarks: {}, comment: "", flag: false };
    for (const [name, value] of new FormData(form)) {
      if (name.startsWith("mark-") && value) found.marks[name.slice(5)] = value;
      else if (name.startsWith("remark-") && value) found.remarks[name.slice(7)] = value;
      else if (name === "comment") found.comment = value.replace(/\r\n/g, "\n");
      else if (name === "flag") found.flag = true;
    }
    return found;
  }
  function fill(form, given) {
    for (const field of form.elements) {
      if (field.name.startsWith("mark-")) field.checked = given.marks[field.name.slice(5)] === field.value;
      else if (field.name.startsWith("remark-")) field.value = given.remarks[field.name.slice(7)] || "";
      else if (field.name === "comment") field.value = given.comment;
      else if (field.name === "flag") field.checked = given.flag;
    }
    form.querySelectorAll("details").forEach((each) => {
      each.open = Boolean(each.querySelector("textarea").value);
    });
  }

  // ── What the pages show ───────────────────────────────────────────────────────────────────────
  async function tell() {
    const copy = (await store.exists()) && (await store.get("meta", "copy"));
    show("none", !copy);
    show("kept", Boolean(copy));
    const waiting = copy ? await store.all("queue") : [];
    show("waiting", waiting.some((each) => !each.kept));
    show("conflict", waiting.some((each) => each.kept));
    if (!document.querySelector("[data-device-page]")) return;
    if (copy) await draw();
    else document.querySelector("[data-device-page]").textContent = "";
  }
  async function draw() {
    const key = window.location.pathname.startsWith(at.desk)
      ? window.location.pathname.slice(at.desk.length).replace(/\/$/, "") : "";
    const place = key && (await store.get("places", key));
    const page = document.querySelector("[data-device-page]");
    if (place && page.dataset.shown === key && !(await store.get("queue", key) || {}).kept) return;
    page.textContent = "";
    page.dataset.shown = key;
    await drawNotices(page);
    const title = document.querySelector("h1");
    title.textContent = place ? place.title : page.dataset.heading;
    title.lang = place ? place.lang : document.documentElement.lang;
    if (place) await drawEntry(page, key, place);
    else await drawList(page);
  }
  function from(name) {
    return document.getElementById(name).content.firstElementChild.cloneNode(true);
  }
  async function drawNotices(page) {
    for (const notice of (await store.get("meta", "notices")) || []) {
      const line = from("device-notice");
      line.querySelector("p").textContent = notice.message;
      line.dataset.code = notice.code;
      line.querySelector("button").addEventListener("click", async () => {
        await store.put("meta", "notices", []);
        document.querySelectorAll("[data-code]").forEach((each) => each.remove());
      });
      page.append(line);
    }
  }
  async function drawList(page) {
    const list = from("device-list");
    const waiting = new Set(await store.keys("queue"));
    for (const key of await ordered()) {
      const place = await store.get("places", key);
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = at.desk + place.key + "/";
      link.textContent = place.title;
      link.lang = place.lang;
      const hint = document.createElement("span");
      hint.className = "hint";
      const state = waiting.has(place.key) ? words.waits : place.said;
      hint.textContent = `${place.reference} · ${place.category} · ${state}`;
      line.append(link, hint);
      list.append(line);
    }
    page.append(list);
  }
  async function drawEntry(page, key, place) {
    const mine = await store.get("queue", key);
    if (mine && mine.kept) page.append(await conflict(key, place, mine));
    const held = document.createElement("div");
    held.innerHTML = place.html;
    page.append(held);
    const form = held.querySelector("form.marks");
    if (!form) return;
    fill(form, mine || place.kept);
    const state = form.querySelector("[data-state]");
    let timer = 0;
    const keep = async () => {
      window.clearTimeout(timer);
      await queue(key, form);
      state.textContent = words.queued;
    };
    form.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(keep, 500);
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const isNext = event.submitter && event.submitter.name === "next";
      await keep();
      form.querySelector("[data-spoken]").textContent = words.queued;
      if (navigator.onLine) await sync();
      if (isNext) window.location.assign(await following(key));
    });
  }
  async function following(key) {
    const keys = await ordered();
    const here = keys.indexOf(key);
    for (const other of [...keys.slice(here + 1), ...keys.slice(0, here)]) {
      const place = await store.get("places", other);
      if (place.state === "unread" && !(await store.get("queue", other))) return `${at.desk}${other}/`;
    }
    return at.shell;
  }
  async function conflict(key, place, mine) {
    const box = from("device-conflict");
    const named = document.createElement("div");
    named.innerHTML = place.html;
    const rows = [...named.querySelectorAll("fieldset.scale-of")].map((each) => ({
      key: each.id.slice("mark-".length), name: each.querySelector("legend").textContent,
    }));
    const body = box.querySelector("tbody");
    const add = (name, here, there) => {
      const row = document.createElement("tr");
      const head = document.createElement("th");
      head.scope = "row";
      head.textContent = name;
      row.append(head, ...[here, there].map((text) => {
        const cell = document.createElement("td");
        cell.textContent = text || "–";
        return cell;
      }));
      body.append(row);
    };
    for (const row of rows) {
      add(row.name, ...[mine, mine.kept].map((each) => (
        [each.marks[row.key], each.remarks[row.key]].filter(Boolean).join(" · "))));
    }
    add(words.comment, mine.comment, mine.kept.comment);
    box.querySelector("[data-keep=mine]").addEventListener("click", async () => {
      const { kept, ...left } = mine;
      await store.put("queue", key, { ...left, shown: kept.shown, was: kept });
      await resolved(key);
    });
    box.querySelector("[data-keep=other]").addEventListener("click", async () => {
      await written(key, mine.kept);
      await resolved(key);
    });
    return box;
  }
  async function resolved() {
    document.querySelector("[data-device-page]").dataset.shown = "";
    await sync();
    await draw();
  }

  // ── Buttons, and the moments at which there is a network again ────────────────────────────────
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    if (button.dataset.do === "take") takeAlong().catch(() => say(words.failed));
    if (button.dataset.do === "sync") sync();
    if (button.dataset.do === "forget") forget().then(() => { say(words.forgotten); return tell(); });
  });
  document.addEventListener("cadair:unsent", async (event) => {
    const key = window.location.pathname.slice(at.desk.length).replace(/\/$/, "");
    const copy = (await store.exists()) && (await store.get("meta", "copy"));
    if (copy && (await queue(key, event.target))) event.detail.say(words.queued);
  });
  window.addEventListener("online", sync);
  root.hidden = false;
  tell().then(sync);
})();
