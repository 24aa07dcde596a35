// Passkeys, where the browser has them. Without this script an authenticator app does the same.
(() => {
  const form = document.querySelector("[data-passkey]");
  if (!form || !window.PublicKeyCredential || !navigator.credentials) return;

  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0)).buffer;
  };
  const text = (buffer) => {
    if (!buffer) return null;
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const listed = (credentials) => (credentials || []).map((each) => ({ ...each, id: bytes(each.id) }));

  const options = JSON.parse(form.dataset.options);
  const publicKey = options.publicKey || options;
  publicKey.challenge = bytes(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
  if (publicKey.allowCredentials) publicKey.allowCredentials = listed(publicKey.allowCredentials);
  if (publicKey.excludeCredentials) publicKey.excludeCredentials = listed(publicKey.excludeCredentials);

  const readable = (credential) => {
    const said = credential.response;
    const response = { clientDataJSON: text(said.clientDataJSON) };
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (said[name]) response[name] = text(said[name]);
    }
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    };
  };

  const failed = form.querySelector("[data-failed]");
  form.addEventListener("submit", async (event) => {
    if (form.credential.value) return;
    event.preventDefault();
    failed.hidden = true;
    try {
      const found = await navigator.credentials[form.dataset.passkey]({ publicKey });
      form.credential.value = JSON.stringify(readable(found));
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });

  form.hidden = false;
  document.querySelector("[data-without-passkeys]")?.remove();
})();
