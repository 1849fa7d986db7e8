// Choosing files: dragged, taken with the camera, sent one by one with progress, described, removed.
// Without this script the same form sends all of them at once.
"use strict";

(() => {
  if (window.amendsUploads) return;
  window.amendsUploads = true;

  const AT_ONCE = 2;
  const WAITS = [1, 2, 4, 8, 15, 30];
  const waiting = [];
  let sending = 0;

  const make = (name, className = "", text = "") => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  class Row {
    constructor(box, file) {
      this.box = box;
      this.file = file;
      this.words = JSON.parse(box.dataset.words);
      // The sending's own name: sent again with it, the server keeps the file once.
      this.key = crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`;
      this.tries = 0;
      this.item = make("li", "upload-file");
      this.picture = make("span", "upload-icon");
      const icon = { image: "picture", video: "video" }[file.type.split("/")[0]] || "document";
      this.picture.append(box.querySelector(`template[data-icon="${icon}"]`).content.cloneNode(true));
      if (file.type.startsWith("image/") && !/hei[cf]/.test(file.type)) {
        const image = make("img");
        image.alt = "";
        image.src = URL.createObjectURL(file);
        const shown = () => {
          this.picture.replaceChildren(image);
          URL.revokeObjectURL(image.src);
        };
        image.addEventListener("load", shown, { once: true });
      }
      this.middle = make("div", "upload-words");
      this.name = make("p", "upload-name", file.name);
      this.name.dir = "auto";
      this.state = make("p", "help", this.words.sending);
      this.bar = make("progress");
      this.bar.max = 1;
      this.bar.value = 0;
      this.bar.setAttribute("aria-label", file.name);
      this.middle.append(this.name, this.bar, this.state);
      this.away = make("button", "button quiet small", this.words.remove);
      this.away.type = "button";
      this.away.setAttribute("aria-label", `${this.words.remove}: ${file.name}`);
      this.away.addEventListener("click", () => this.remove());
      this.item.append(this.picture, this.middle, this.away);
      box.querySelector(".upload-files").append(this.item);
    }

    // What is too large is not sent at all.
    get limit() {
      const medium = { image: "picture", video: "video", text: "text" }[this.file.type.split("/")[0]];
      return this.words.largest[medium || (this.file.type === "application/pdf" ? "document" : "video")];
    }

    begin() {
      if (this.file.size > this.limit) return this.refuse(this.words.tooLarge);
      this.item.dataset.pending = "";
      waiting.push(this);
      busy(this.box);
      next();
    }

    send() {
      const sent = new FormData();
      sent.append("key", this.key);
      sent.append("file", this.file, this.file.name.slice(-100));
      const request = new XMLHttpRequest();
      this.request = request;
      request.open("POST", this.box.dataset.upload);
      const token = this.box.closest("form").querySelector("[name=csrfmiddlewaretoken]");
      if (token) request.setRequestHeader("X-CSRFToken", token.value);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) this.bar.value = event.loaded / event.total;
        if (event.loaded === event.total) this.state.textContent = this.words.reading;
      });
      request.addEventListener("load", () => this.answered(request));
      request.addEventListener("error", () => this.lost());
      request.addEventListener("timeout", () => this.lost());
      request.addEventListener("loadend", () => {
        sending -= 1;
        next();
      });
      this.state.textContent = this.words.sending;
      request.send(sent);
    }

    answered(request) {
      const told = request.response;
      if (request.status === 201 && told) return this.keep(told);
      if (told && told.sentence && request.status !== 503) return this.refuse(told.sentence);
      if (told && told.sentence) this.state.textContent = told.sentence;
      this.lost();
    }

    // The connection, not the file: the same key goes again, by itself and then by hand.
    lost() {
      this.bar.removeAttribute("value");
      const seconds = WAITS[this.tries];
      this.tries += 1;
      if (seconds === undefined) {
        this.state.textContent = this.words.lost;
        const again = make("button", "button small", this.words.again);
        again.type = "button";
        again.addEventListener("click", () => {
          again.remove();
          this.tries = 0;
          waiting.push(this);
          next();
        });
        this.middle.append(again);
        return;
      }
      this.state.textContent = this.words.waiting;
      const resume = () => {
        clearTimeout(timer);
        window.removeEventListener("online", resume);
        if (!this.item.isConnected) return;
        waiting.push(this);
        next();
      };
      const timer = setTimeout(resume, seconds * 1000);
      window.addEventListener("online", resume);
    }

    keep(told) {
      this.bar.remove();
      this.state.textContent = told.about;
      this.removal = told.removal;
      const hidden = make("input");
      hidden.type = "hidden";
      hidden.name = "upload";
      hidden.value = told.upload;
      const kind = this.box.querySelector('[name="files.kind"]').cloneNode(true);
      kind.name = `kind.${told.upload}`;
      const preset = { video: "video", document: "document", text: "document" }[told.medium];
      const chosen = this.box.querySelector('[name="files.kind"]').value;
      kind.value = preset || (chosen === "video" ? "photo" : chosen);
      const note = make("input");
      note.name = `note.${told.upload}`;
      note.maxLength = 2000;
      note.dir = "auto";
      const labels = [
        [this.words.kind, kind],
        [this.words.note, note],
      ].map(([words, field]) => {
        const label = make("label", "", `${words} `);
        label.append(field);
        return label;
      });
      this.state.before(...labels);
      if (told.small) {
        const image = make("img");
        image.alt = "";
        image.src = `${told.small}?size=small`;
        this.picture.replaceChildren(image);
      }
      this.item.append(hidden);
      this.done(`${this.file.name}: ${told.about}`);
    }

    refuse(sentence) {
      this.bar.remove();
      this.item.classList.add("is-refused");
      this.state.textContent = sentence;
      this.state.setAttribute("role", "alert");
      this.done("");
    }

    done(words) {
      delete this.item.dataset.pending;
      if (words) this.box.querySelector("[data-said]").textContent = words;
      busy(this.box);
    }

    remove() {
      if (this.request) this.request.abort();
      const at = waiting.indexOf(this);
      if (at >= 0) waiting.splice(at, 1);
      if (this.removal) forget(this.box, this.removal);
      this.item.remove();
      busy(this.box);
    }
  }

  function next() {
    while (sending < AT_ONCE && waiting.length) {
      const row = waiting.shift();
      if (!row.item.isConnected) continue;
      sending += 1;
      row.send();
    }
  }

  function forget(box, address) {
    const token = box.closest("form").querySelector("[name=csrfmiddlewaretoken]");
    fetch(address, { method: "POST", headers: { "X-CSRFToken": token ? token.value : "" } }).catch(() => {});
  }

  // While files are under way the page does not change under them, and the form waits for them.
  function busy(box) {
    const pending = box.querySelector("[data-pending]") !== null;
    box.toggleAttribute("data-busy", pending || box.querySelector("[name=upload]") !== null);
    const form = box.closest("form");
    if (!pending && form && form.amendsSubmit !== undefined) {
      const submitter = form.amendsSubmit;
      delete form.amendsSubmit;
      // Who pressed too early sees first what was refused in the meantime.
      if (box.querySelector(".is-refused")) return;
      form.requestSubmit(submitter || undefined);
    }
  }

  function take(box, files) {
    for (const file of files) new Row(box, file).begin();
  }

  function setUp(box) {
    if (box.dataset.ready) return;
    box.dataset.ready = "yes";
    box.classList.add("is-live");
    const choose = box.querySelector('input[name="files"]');
    const camera = box.querySelector("[data-camera]");
    // A file that was taken in is not sent a second time along with the form.
    for (const input of [choose, camera]) {
      input.addEventListener("change", () => {
        take(box, [...input.files]);
        input.value = "";
      });
    }
    if (matchMedia("(pointer: coarse)").matches) box.querySelector(".upload-camera").hidden = false;
    const drop = box.querySelector(".upload-drop");
    for (const name of ["dragenter", "dragover"]) {
      box.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.add("is-over");
      });
    }
    for (const name of ["dragleave", "drop"]) {
      box.addEventListener(name, () => drop.classList.remove("is-over"));
    }
    box.addEventListener("drop", (event) => {
      event.preventDefault();
      take(box, [...event.dataTransfer.files]);
    });
    box.closest("form").addEventListener("submit", (event) => {
      if (!box.querySelector("[data-pending]")) return;
      event.preventDefault();
      event.currentTarget.amendsSubmit = event.submitter;
    });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".upload.is-live button[data-removal]");
    if (!button) return;
    event.preventDefault();
    forget(button.closest(".upload"), button.dataset.removal);
    button.closest("li").remove();
  });
  document.addEventListener("paste", (event) => {
    const box = document.querySelector(".upload.is-live");
    const files = [...(event.clipboardData?.files || [])];
    if (box && files.length) take(box, files);
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("[data-pending]")) event.preventDefault();
  });
  const every = () => document.querySelectorAll(".upload[data-upload]").forEach(setUp);
  every();
  document.addEventListener("htmx:afterSettle", every);
})();
