// What a judge's device keeps of their desk: the entries they may read, and marks that wait to be
// sent. Everything lies in one database of the browser, named by the season, and goes with it.
"use strict";
window.cadairStore = (season) => {
  const NAME = "cadair-desk-" + season;
  const TABLES = ["meta", "places", "queue"];
  let opened = null;

  function open() {
    opened = opened || new Promise((resolve, reject) => {
      const asked = window.indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => TABLES.forEach((name) => asked.result.createObjectStore(name));
      asked.onsuccess = () => {
        asked.result.onversionchange = () => { asked.result.close(); opened = null; };
        resolve(asked.result);
      };
      asked.onerror = () => reject(asked.error);
    });
    return opened;
  }
  async function inTable(table, mode, ask) {
    const database = await open();
    return new Promise((resolve, reject) => {
      const run = database.transaction(table, mode);
      const asked = ask(run.objectStore(table));
      run.oncomplete = () => resolve(asked.result);
      run.onabort = run.onerror = () => reject(run.error);
    });
  }
  return {
    get: (table, key) => inTable(table, "readonly", (rows) => rows.get(key)),
    put: (table, key, value) => inTable(table, "readwrite", (rows) => rows.put(value, key)),
    drop: (table, key) => inTable(table, "readwrite", (rows) => rows.delete(key)),
    keys: (table) => inTable(table, "readonly", (rows) => rows.getAllKeys()),
    all: (table) => inTable(table, "readonly", (rows) => rows.getAll()),
    exists: async () => {
      if (!window.indexedDB.databases) return true;
      return (await window.indexedDB.databases()).some((each) => each.name === NAME);
    },
    forget: async () => {
      if (opened) (await opened).close();
      opened = null;
      await new Promise((resolve) => {
        const asked = window.indexedDB.deleteDatabase(NAME);
        asked.onsuccess = asked.onerror = asked.onblocked = () => resolve();
      });
    },
  };
};
