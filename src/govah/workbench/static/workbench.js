// Keys, dropping, selecting, locking. Without it every page can still be read and every form still be sent.
"use strict";
(() => {
  const $ = (one, within = document) => within.querySelector(one);
  const all = (one, within = document) => [...within.querySelectorAll(one)];
  const typing = (node) => node instanceof Element && node.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const go = { KeyI: "/inbox", KeyR: "/review", KeyC: "/cases", KeyW: "/watch", KeyS: "/search", KeyE: "/evidence", KeyP: "/packets", KeyM: "/people" };
  let waitsForPlace = 0;

  // Keys go by their place on the keyboard (event.code), so that they are the same under a Persian layout.
  const letters = { KeyA: "a", KeyE: "e", KeyX: "x", KeyU: "u", KeyJ: "j", KeyK: "k", KeyW: "w", KeyN: "n", Enter: "Enter" };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return leave(event);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target) || $("dialog[open]")) return;
    if (waitsForPlace > Date.now() && go[event.code]) { event.preventDefault(); waitsForPlace = 0; location.assign(go[event.code]); return; }
    if (event.code === "KeyG") { waitsForPlace = Date.now() + 1200; return; }
    if (event.key === "?" || event.key === "؟") { event.preventDefault(); help(); return; }
    if (event.code === "Slash") { event.preventDefault(); $("#find")?.focus(); return; }
    const key = letters[event.code];
    const target = key && all(`[data-key="${key}"]`).find((one) => one.offsetParent !== null || one.closest(".said"));
    if (target) { event.preventDefault(); press(target); }
  });

  function press(target) {
    if (target.tagName === "DETAILS") {
      target.open = !target.open;
      if (target.open) (target.querySelector("[data-first]") ?? target.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
    } else target.click();
  }

  function leave() {
    const open = $("details[data-key][open]");
    if (open && !$("dialog[open]")) { open.open = false; }
    $(".days")?.remove();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  function help() { $("#help")?.showModal(); }

  document.addEventListener("click", (event) => {
    const node = event.target instanceof Element ? event.target : null;
    if (!node) return;
    if (node.closest("[data-help]")) help();
    const veil = node.closest("[data-uncover]");
    if (veil) { const image = $("img", veil.closest(".veil")); image?.classList.toggle("covered"); }
    const all_ = node.closest("[data-tick-all]");
    if (all_) for (const box of all("input[type=checkbox]", all_.closest("form"))) box.checked = all_.checked;
    const print_ = node.closest("[data-print]");
    if (print_) window.print();
  });

  // The passage that is being decided is brought into view within its sheet.
  function settle() {
    sessionStorage.removeItem("htmx-current-path-for-history");
    const now = $(".sheet mark.now");
    const sheet = now?.closest(".sheet");
    if (now && sheet) sheet.scrollTop += now.getBoundingClientRect().top - sheet.getBoundingClientRect().top - sheet.clientHeight / 3;
    for (const one of all("[data-load-focus]")) one.focus();
    const whose = $('details[data-key="w"][open]');
    if (whose && !$("#likely")?.childElementCount) whose.dispatchEvent(new Event("toggle"));
    prepareDrop();
  }
  document.addEventListener("htmx:afterSettle", settle);
  document.addEventListener("DOMContentLoaded", settle);

  // A claim of one's own: the words that are selected in the sheet fill the form.
  document.addEventListener("selectionchange", () => {
    const form = $("#new-claim"), sheet = $(".text[data-start]"), chosen = document.getSelection();
    if (!form || !sheet || !chosen || chosen.isCollapsed || !sheet.contains(chosen.anchorNode) || !sheet.contains(chosen.focusNode)) return;
    const range = chosen.getRangeAt(0), before = document.createRange();
    before.selectNodeContents(sheet);
    before.setEnd(range.startContainer, range.startOffset);
    const start = [...before.toString()].length + Number(sheet.dataset.start), length = [...range.toString()].length;
    if (!range.toString().trim()) return;
    $("[name=start]", form).value = start;
    $("[name=end]", form).value = start + length;
    const shown = $("[data-shown]", form);
    if (shown) shown.textContent = range.toString().replace(/\s+/g, " ").trim();
  });

  // Dropping files: one request a file, its bytes as they are, so that nothing waits for the largest and each tells how it went.
  function prepareDrop() {
    const drop = $(".drop:not([data-ready])");
    if (!drop) return;
    drop.dataset.ready = "yes";
    for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", async (event) => { event.preventDefault(); drop.classList.remove("over"); await sendAll(drop, await dropped(event.dataTransfer)); });
    const form = drop.closest("form");
    form?.addEventListener("submit", async (event) => {
      const files = all("input[type=file]", form).flatMap((one) => [...one.files]);
      if (!files.length) return;
      event.preventDefault();
      await sendAll(drop, files.map((file) => [file.webkitRelativePath || file.name, file]));
    });
  }

  async function dropped(transfer) {
    const found = [], entries = [...transfer.items].map((one) => one.webkitGetAsEntry?.()).filter(Boolean);
    async function walk(entry, path) {
      if (entry.isFile) found.push([path + entry.name, await new Promise((done, wrong) => entry.file(done, wrong))]);
      else if (entry.isDirectory) {
        const reader = entry.createReader();
        for (;;) {
          const some = await new Promise((done, wrong) => reader.readEntries(done, wrong));
          if (!some.length) break;
          for (const one of some) await walk(one, path + entry.name + "/");
        }
      }
    }
    for (const entry of entries) await walk(entry, "");
    return found.length ? found : [...transfer.files].map((file) => [file.name, file]);
  }

  async function sendAll(drop, files) {
    const form = drop.closest("form"), shown = $("#sent");
    const bar = document.createElement("progress");
    bar.max = files.length; bar.value = 0; bar.setAttribute("aria-label", drop.dataset.progress);
    drop.append(bar);
    const tell = (name, words) => {
      const line = document.createElement("li"), own = document.createElement("bdi");
      line.className = "said wrong"; own.textContent = name; line.append(own, ": ", words); shown?.prepend(line);
    };
    for (const [name, file] of files) {
      if (file.size > Number(drop.dataset.most)) { tell(name, drop.dataset.tooLarge); bar.value += 1; continue; }
      const data = new FormData(form);
      for (const one of all("input[type=file]", form)) data.delete(one.name);
      data.append("part", "yes");
      data.append("files", file, name.replaceAll("/", "\u2044"));
      let answer, text;
      try {
        answer = await fetch(form.action, { method: "POST", body: data, headers: { "hx-target": "sent" } });
        text = await answer.text();
      } catch { tell(name, drop.dataset.cutOff); bar.value += 1; continue; }
      if (answer.redirected || answer.headers.get("hx-redirect")) { location.assign(answer.headers.get("hx-redirect") ?? answer.url); return; }
      if (answer.ok) {
        const line = document.createElement("template");
        line.innerHTML = text;
        shown?.prepend(line.content);
      } else tell(name, new DOMParser().parseFromString(text, "text/html").querySelector("[data-wrong]")?.textContent ?? drop.dataset.cutOff);
      bar.value += 1;
    }
    bar.remove();
    if (!$(".said.wrong", shown)) form.reset();
  }

  // Choosing a day: months of the Solar calendar (or the Gregorian, in English), by the browser's own calendar; typing stays possible.
  const solar = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", { year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" });
  const parts = (day) => Object.fromEntries(solar.formatToParts(day).map((one) => [one.type, Number.parseInt(one.value, 10)]));
  const isFa = document.documentElement.lang === "fa";
  const shift = (day, days) => new Date(day.getTime() + days * 86400000);
  const month = (day) => (isFa ? parts(day).month : day.getUTCMonth() + 1);
  const dayOf = (day) => (isFa ? parts(day).day : day.getUTCDate());

  document.addEventListener("focusin", (event) => {
    const field = event.target instanceof Element && event.target.closest("input[data-date]");
    const open = $(".days");
    if (open && !open.contains(event.target) && open.dataset.of !== field?.name) open.remove();
    if (field && !field.parentElement.querySelector(".days")) offer(field, new Date());
  });
  document.addEventListener("pointerdown", (event) => { if (!event.target.closest?.(".days, input[data-date]")) $(".days")?.remove(); });

  function offer(field, at) {
    $(".days")?.remove();
    const box = document.createElement("div"), head = document.createElement("div"), grid = document.createElement("div");
    box.className = "days"; box.dataset.of = field.name; head.className = "row spread"; grid.className = "grid";
    const first = shift(at, 1 - dayOf(at));
    const title = new Intl.DateTimeFormat(isFa ? "fa-IR-u-ca-persian" : "en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(first);
    const turn = (mark, to) => { const one = document.createElement("button"); one.type = "button"; one.className = "quiet"; one.textContent = mark; one.tabIndex = -1; one.addEventListener("click", () => offer(field, to)); return one; };
    const name = document.createElement("strong");
    name.textContent = title;
    head.append(turn(isFa ? "›" : "‹", shift(first, -1)), name, turn(isFa ? "‹" : "›", shift(first, 32)));
    const lead = (first.getUTCDay() + (isFa ? 1 : 6)) % 7;
    for (let empty = 0; empty < lead; empty += 1) grid.append(document.createElement("span"));
    for (let day = first; month(day) === month(first); day = shift(day, 1)) {
      const one = document.createElement("button");
      one.type = "button"; one.tabIndex = -1;
      one.textContent = new Intl.NumberFormat(isFa ? "fa-IR" : "en").format(dayOf(day));
      if (day.toISOString().slice(0, 10) === new Date().toISOString().slice(0, 10)) one.setAttribute("aria-current", "date");
      one.addEventListener("click", () => {
        field.value = isFa ? new Intl.DateTimeFormat("fa-IR-u-ca-persian", { day: "numeric", month: "long", timeZone: "UTC" }).format(day) + " " + new Intl.NumberFormat("fa-IR", { useGrouping: false }).format(parts(day).year) : day.toISOString().slice(0, 10);
        box.remove(); field.focus(); $(".days")?.remove();
      });
      grid.append(one);
    }
    box.append(head, grid);
    field.parentElement.classList.add("days-at");
    field.after(box);
  }

  // A page that lies open asks now and then whether the vault is locked, and leaves when it is: nothing stays readable on the screen.
  async function alive() {
    if (document.body.dataset.locked) return;
    try {
      const answer = await fetch("/alive");
      if (!answer.ok || (await answer.json()).locked) location.replace("/unlock?next=" + encodeURIComponent(location.pathname + location.search));
    } catch { document.body.replaceChildren(); location.reload(); }
  }
  setInterval(alive, 20000);
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
