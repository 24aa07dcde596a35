// Puts the text of a chosen file into the field; without this script one pastes it.
const chooser = document.getElementById("choose-file");
const content = document.getElementById("id_content");
chooser.closest("[hidden]").hidden = false;
chooser.addEventListener("change", async () => {
  const [file] = chooser.files;
  if (file) content.value = await file.text();
});
