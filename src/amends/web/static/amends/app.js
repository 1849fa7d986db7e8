// What pages gain from JavaScript. Everything works without it.
"use strict";

const body = document.body;
const said = document.getElementById("live");

// The reader's zone, for the next page.
(() => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = document.cookie.split("; ").includes(`zone=${zone}`);
  if (zone && !known) document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax`;
})();

// Countdowns. The server's clock counts: `data-now` is its instant when the page was made.
const skews = new WeakMap();

function left(due, now) {
  const seconds = Math.floor((due - now) / 1000);
  if (seconds < 0) return body.dataset.over;
  const two = (number) => String(number).padStart(2, "0");
  const days = Math.floor(seconds / 86400);
  const parts = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  const clock = parts.map(two).join(":");
  if (!days) return clock;
  const form = { style: "unit", unit: "day", unitDisplay: "long" };
  return `${new Intl.NumberFormat(document.documentElement.lang, form).format(days)} ${clock}`;
}

function tick() {
  for (const element of document.querySelectorAll("time[data-due]")) {
    if (!skews.has(element)) {
      skews.set(element, Date.parse(element.dataset.now) - Date.now());
      const shown = document.createElement("span");
      shown.className = "left";
      shown.setAttribute("aria-hidden", "true");
      element.after(" ", shown);
    }
    const now = Date.now() + skews.get(element);
    element.parentElement.querySelector(".left").textContent = left(Date.parse(element.dataset.due), now);
  }
}
tick();
setInterval(tick, 1000);

// Somebody who types is not interrupted.
const isBusy = () =>
  document.querySelector("#page form.touched") !== null || document.querySelector("#page [data-busy]") !== null;
document.addEventListener("input", (event) => event.target.closest("form")?.classList.add("touched"));

function showNew() {
  if (document.querySelector("#page .is-new")) return;
  const note = document.createElement("p");
  note.className = "note is-new";
  note.append(`${body.dataset.new} `);
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = body.dataset.show;
  note.append(link);
  document.getElementById("page").prepend(note);
  said.textContent = body.dataset.new;
}

function fetchAgain() {
  htmx.ajax("GET", location.href, { target: "#page", select: "#page", swap: "outerHTML show:none" });
  said.textContent = body.dataset.new;
}

// A page that watches an order asks whether it has changed; 205 says yes.
async function watch() {
  const watched = document.querySelector("[data-watch]");
  if (!watched || document.hidden) return;
  try {
    const answer = await fetch(watched.dataset.watch, { headers: { "X-Requested-With": "watch" } });
    if (answer.status === 205) (isBusy() ? showNew : fetchAgain)();
  } catch {
    // Offline: the next look will tell.
  }
}
setInterval(watch, 4000);
document.addEventListener("visibilitychange", watch);

// After an answer in place, the reader is where the answer is.
document.addEventListener("htmx:afterSwap", () => {
  tick();
  const refused = document.querySelector("#page .refused");
  if (refused) {
    refused.tabIndex = -1;
    refused.focus();
  }
});

for (const lost of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(lost, (event) => {
    const form = event.detail.elt.closest("form");
    if (!form) return;
    let note = form.querySelector(".lost");
    if (!note) {
      note = document.createElement("p");
      note.className = "refused lost";
      note.setAttribute("role", "alert");
      form.prepend(note);
    }
    note.textContent = body.dataset.lost;
  });
}

// The language is changed as soon as it is chosen; without JavaScript there is a button.
document.querySelector("form.language select")?.addEventListener("change", (event) => event.target.form.submit());
