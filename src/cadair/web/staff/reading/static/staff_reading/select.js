// Words that are selected in the text come into the form, with the place where they stand.
(() => {
  const text = document.querySelector("[data-selectable]");
  const form = document.querySelector("[data-take]");
  if (!text || !form) return;
  const problem = document.querySelector("[data-problem]");
  for (const each of document.querySelectorAll("[data-with-script]")) each.hidden = false;
  const field = form.elements.namedItem("field");
  const start = form.elements.namedItem("start");
  const passage = form.elements.namedItem("passage");
  const length = (words) => Array.from(words).length;

  const placeOf = (node, offset) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const part = element && element.closest("[data-start]");
    if (!part || node.nodeType !== Node.TEXT_NODE) return null;
    return Number(part.dataset.start) + length(node.data.slice(0, offset));
  };

  const take = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const around = range.commonAncestorContainer;
    const within = (around.nodeType === Node.TEXT_NODE ? around.parentElement : around).closest("[data-field]");
    const copied = range.cloneContents();
    if (!within || copied.querySelector("[data-mark]")) {
      problem.textContent = form.dataset.problem || "";
      return;
    }
    const raw = copied.textContent;
    const words = raw.trim();
    const begins = placeOf(range.startContainer, range.startOffset);
    if (!words) return;
    problem.textContent = "";
    passage.value = words;
    field.value = within.dataset.field;
    start.value = begins === null ? "" : begins + length(raw) - length(raw.trimStart());
  };

  text.addEventListener("mouseup", take);
  text.addEventListener("touchend", () => setTimeout(take, 0));
  text.addEventListener("keyup", take);
  passage.addEventListener("input", () => { start.value = ""; field.value = ""; });
})();
