// Says what the rule means while it is changed; without this script a button does the same.
const place = document.getElementById("preview");
const form = place.closest("form");
const spoken = form.querySelector("[data-spoken]");
let waiting;
let latest = 0;
async function preview() {
  const number = ++latest;
  const body = new FormData(form);
  body.set("preview", "1");
  try {
    const answer = await fetch(location.href, { method: "POST", body });
    if (!answer.ok || number !== latest) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    place.replaceChildren(...page.getElementById("preview").childNodes);
    spoken.textContent = spoken.dataset.said;
  } catch {
    // Offline: the button still works later.
  }
}
form.addEventListener("change", () => {
  clearTimeout(waiting);
  waiting = setTimeout(preview, 600);
});
