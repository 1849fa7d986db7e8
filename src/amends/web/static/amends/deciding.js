// What the arbitrators' desk gains from JavaScript: keys, large pictures, reading marks, saved drafts.
"use strict";

(() => {
  const READ_AFTER = 6000;
  const SAVE_AFTER = 2500;

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
  const press = (key) => document.querySelector(`#page [data-key="${key}"]`)?.click();

  function send(form, address, kind) {
    const body = new URLSearchParams(new FormData(form));
    return fetch(address, { method: "POST", body, headers: { "X-Requested-With": kind } });
  }

  // The queue, up and down.
  function step(by) {
    const links = [...document.querySelectorAll("[data-queue] a")];
    if (!links.length) return;
    let at = links.indexOf(document.activeElement);
    if (at < 0) at = links.findIndex((link) => link.hasAttribute("aria-current"));
    const next = links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))];
    next.focus();
  }

  function unfold(key) {
    const details = document.querySelector(`[data-open="${key}"] details`);
    if (!details) return;
    details.open = true;
    details.querySelector("form").querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }

  function toRuling() {
    const field = document.querySelector("#ruling select[name=remedy]");
    field?.focus();
    field?.scrollIntoView({ block: "center" });
  }

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    r: toRuling,
    e: () => document.querySelector(".exhibit a.picture")?.focus(),
    a: () => unfold("a"),
    p: () => unfold("p"),
    s: () => unfold("s"),
    t: () => press("t"),
    m: () => press("m"),
    b: () => press("b"),
    "?": () => {
      const keys = document.querySelector("[data-keys]");
      if (!keys) return;
      keys.open = !keys.open;
      keys.querySelector("summary").focus();
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // Pictures, large.
  document.addEventListener("click", (event) => {
    const dialog = document.querySelector("[data-dialog]");
    const link = event.target.closest("a[data-large]");
    if (link && dialog?.showModal && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const image = dialog.querySelector("img");
      image.src = link.href;
      image.alt = link.querySelector("img")?.alt ?? "";
      dialog.showModal();
    } else if (dialog?.open && (event.target === dialog || event.target.closest("[data-close]"))) {
      dialog.close();
    }
  });

  // What was on the screen for a while is read; what stands out stays marked until the next look.
  let reading;
  function startReading() {
    clearTimeout(reading);
    const form = document.querySelector("form[data-read]");
    if (!form) return;
    reading = setTimeout(() => {
      if (!document.hidden) send(form, form.action, "read").catch(() => {});
    }, READ_AFTER);
  }
  document.addEventListener("visibilitychange", startReading);

  // A ruling that is being written is saved when the writer pauses.
  let saving;
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form.ruling");
    if (!form) return;
    clearTimeout(saving);
    saving = setTimeout(async () => {
      const said = form.querySelector("[data-saved]");
      try {
        const answer = await send(form, form.dataset.saving, "idle");
        if (said) said.hidden = !answer.ok;
      } catch {
        if (said) said.hidden = true;
      }
    }, SAVE_AFTER);
  });
  // What is sent is not saved again behind it.
  document.addEventListener("submit", () => clearTimeout(saving));

  // Reasons that nobody has edited follow the figures.
  let drafted;
  function remember() {
    drafted = document.querySelector("#ruling [data-draft]")?.defaultValue;
  }
  document.addEventListener("htmx:afterSwap", (event) => {
    const fresh = event.target.querySelector?.("[data-reasons]");
    if (event.target.id !== "told" || !fresh) return remember();
    const field = document.querySelector("#ruling [data-draft]");
    const figures = document.querySelector("#ruling [name=drafted]");
    if (!figures.value || field.value !== drafted) return;
    field.value = drafted = fresh.defaultValue;
    figures.value = fresh.dataset.reasons;
  });

  remember();
  startReading();
  document.addEventListener("htmx:afterSwap", startReading);
})();
