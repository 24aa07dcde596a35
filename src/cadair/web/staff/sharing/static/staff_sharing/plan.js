// While the plan is computed the page looks again by itself; the link does the same without this.
(() => {
  const waits = () => document.querySelector("[data-waiting]");
  if (!waits()) return;
  const look = async () => {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const text = await answer.text();
      if (answer.ok && !text.includes("data-waiting")) {
        location.replace(answer.url);
        return;
      }
    } catch {
      // No network just now: look again later.
    }
    setTimeout(look, 2000);
  };
  setTimeout(look, 1500);
})();
