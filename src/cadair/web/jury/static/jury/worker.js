// Answers for one judge's desk in one season where there is no network: with the page that reads
// what the device keeps. It keeps nothing itself but that page and what it is drawn with.
"use strict";
const SCOPE = new URL(self.registration.scope).pathname;
const SHELL = new URL(self.location.href).searchParams.get("shell");
const CACHE = "cadair-desk:" + SCOPE;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const request = event.request;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch((problem) => kept(SHELL, problem)));
  } else if (["style", "script", "font", "image"].includes(request.destination)) {
    event.respondWith(fetch(request).catch((problem) => kept(request.url, problem)));
  }
});

async function kept(address, problem) {
  const found = await (await caches.open(CACHE)).match(address, { ignoreSearch: true });
  if (!found) throw problem;
  return found;
}
