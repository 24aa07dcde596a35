// Copying and printing recovery codes. Without this script they can be selected by hand.
(() => {
  const codes = document.getElementById("codes");
  const buttons = document.querySelector("[data-with-script]");
  if (!codes || !buttons) return;
  const copied = buttons.querySelector("[data-copied]");
  buttons.querySelector("[data-print]").addEventListener("click", () => window.print());
  buttons.querySelector("[data-copy]").addEventListener("click", async () => {
    codes.select();
    await navigator.clipboard.writeText(codes.value);
    copied.hidden = false;
  });
  buttons.hidden = false;
})();
