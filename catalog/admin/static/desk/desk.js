/* The desk by keyboard: all of it can be done by mouse and without this file as well. */
(() => {
  "use strict";
  const review = () => document.getElementById("review");
  const byId = (id) => document.getElementById(id);
  const rows = () => [...review().querySelectorAll(".statement")].filter((row) => row.checkVisibility());
  let current = null; /* the id of the row that keys act on: rows are replaced when they are saved */
  let leaving = null; /* the id of the row that was just decided, whose successor is next */

  const row = () => (current && byId(current)) || null;
  const isTyped = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");

  function showLines(one) {
    document.querySelectorAll(".lines .current").forEach((line) => line.classList.remove("current"));
    const { first, last } = one ? one.dataset : {};
    if (!first || !byId(`line-${first}`)) return false;
    for (let number = Number(first); number <= Number(last || first); number += 1) {
      byId(`line-${number}`)?.classList.add("current");
    }
    const line = byId(`line-${first}`), list = line.closest(".lines");
    list.scrollTop += line.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
    return true;
  }

  function goTo(one) {
    current = one.id;
    one.focus({ preventScroll: true });
    one.scrollIntoView({ block: "nearest" });
    showLines(one);
  }

  function step(by) {
    const all = rows(), at = all.indexOf(row());
    const next = all[at < 0 ? 0 : at + by];
    if (next) goTo(next);
  }

  function press(key) {
    const button = (row() || rows()[0])?.querySelector(`[data-key="${key}"]`);
    if (!button) return;
    current = button.closest(".statement").id;
    leaving = key === "e" ? null : current;
    button.click();
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    a: () => press("a"),
    r: () => press("r"),
    e: () => press("e"),
    s: () => byId("selected-words")?.focus(),
    p: () => byId("publish-and-next")?.focus(),
    "?": () => {
      byId("keys").open = !byId("keys").open;
      byId("keys").querySelector("summary").focus();
    },
  };

  document.addEventListener("keydown", (event) => {
    if (!review() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      event.target.closest("form.fields")?.querySelector('[data-key="Escape"]')?.click();
    } else if (keys[event.key] && !isTyped(event.target)) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  document.addEventListener("focusin", (event) => {
    const one = review() && event.target.closest("#review .statement");
    if (one && one.id !== current) {
      current = one.id;
      showLines(one);
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-line]");
    const line = link && byId(`line-${link.dataset.line}`);
    if (!line || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (!review()) {
      location.hash = line.id;
      return;
    }
    showLines(link.closest(".statement"));
    const { top, bottom } = line.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) line.scrollIntoView({ block: "center" });
  });

  /* Unfold writes the name of a chosen file into the text field beside it, which is another field here. */
  document.addEventListener("change", (event) => {
    if (event.target.matches(".desk input[type=file]")) event.stopPropagation();
  }, true);

  document.addEventListener("selectionchange", () => {
    const chosen = getSelection(), words = byId("selected-words");
    if (!words || chosen.isCollapsed || !chosen.anchorNode?.parentElement?.closest(".lines")) return;
    words.value = chosen.toString().replace(/\s+/g, " ").trim().slice(0, 4000);
  });

  /* A form that opens below its button comes into sight, and nothing moves where it is in sight already. */
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.matches("#act, #new-statement")) event.detail.target.scrollIntoView({ block: "nearest" });
  });

  document.addEventListener("htmx:afterSettle", () => {
    const revision = byId("expected-revision")?.value;
    document.querySelectorAll("[data-revision]").forEach((field) => { field.value = revision; });
    const decided = leaving && byId(leaving);
    if (!decided || decided.classList.contains("proposed")) return;
    leaving = null;
    const all = rows(), later = all.slice(all.indexOf(decided) + 1);
    const next = later.find((one) => one.classList.contains("proposed")) || byId("publish-and-next") || byId("go-on");
    if (next?.classList.contains("statement")) goTo(next);
    else next?.focus();
  });
})();
