/* The sheet by keys, paste and drag; without this file its forms do the same. */
(() => {
  "use strict";
  const form = document.getElementById("sheet");
  if (!form) return;
  const body = form.querySelector("tbody"), state = document.getElementById("sheet-state");
  const takeBack = document.getElementById("take-back");
  const columns = [...form.querySelectorAll("[name=column] option")].map((one) => one.value);
  let before = null; /* what stood in the cells that the last paste or filling wrote over */
  let timer = 0, isSending = false;

  const rows = () => [...body.rows];
  const cellsOf = (row) => [...row.querySelectorAll(".cell input")];
  const isChanged = (cell) => cell.value.trim() !== cell.dataset.saved;
  const isMoved = () => rows().some((row) => !row.dataset.key.startsWith("new")
    && row.querySelector(".position").value !== row.querySelector("[name^=place-]").value);
  const all = () => [...body.querySelectorAll(".cell input")];

  function at(cell) {
    const row = cell.closest("tr");
    return [rows().indexOf(row), cellsOf(row).indexOf(cell)];
  }

  function go(row, column) {
    const target = rows()[row] && cellsOf(rows()[row])[column];
    if (!target) return false;
    target.focus();
    target.select();
    return true;
  }

  function mark(cell) {
    cell.parentElement.classList.toggle("changed", isChanged(cell));
    cell.title = isChanged(cell) ? cell.dataset.saved : "";
    clearTimeout(timer);
    timer = setTimeout(check, 300);
    tell();
  }

  function tell() {
    const changed = all().filter(isChanged).length, wrong = body.querySelectorAll(".wrong").length;
    const moved = isMoved() ? ` ${form.dataset.moved}` : "";
    const said = changed ? `${form.dataset.unsaved} ${changed}.${moved}` : moved.trim() || form.dataset.saved;
    state.textContent = wrong ? `${said} ${form.dataset.wrong} ${wrong}` : said;
  }

  function say(cell, { words, problem }) {
    const box = cell.parentElement;
    let said = box.querySelector(".said");
    if (!said && problem) said = box.appendChild(Object.assign(document.createElement("span"), { className: "said" }));
    if (said) said.textContent = problem || words;
    box.classList.toggle("wrong", Boolean(problem));
    if (problem) cell.setAttribute("aria-invalid", "true"); else cell.removeAttribute("aria-invalid");
  }

  async function check() {
    const asked = all().filter((cell) => isChanged(cell) || cell.parentElement.matches(".wrong"));
    const sent = asked.map((cell) => cell.value);
    if (!asked.length) return;
    const answer = await fetch(form.dataset.check, {
      method: "POST",
      headers: { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
      body: JSON.stringify({ cells: asked.map((cell) => [columns[at(cell)[1]], cell.value]) }),
    });
    if (!answer.ok) return;
    const { cells } = await answer.json();
    cells.forEach((one, place) => { if (asked[place].value === sent[place]) say(asked[place], one); });
    tell();
  }

  function addRow() {
    const last = rows().at(-1), number = rows().length + 1;
    if (!last.dataset.key.startsWith("new")) return false;
    const row = last.cloneNode(true), old = last.dataset.key;
    let next = number;
    while (document.getElementById(`row-new-${next}`)) next += 1;
    row.dataset.key = `new-${next}`;
    row.id = `row-new-${next}`;
    row.querySelectorAll("[name]").forEach((one) => { one.name = one.name.replace(old, row.dataset.key); });
    cellsOf(row).forEach((cell) => { cell.value = cell.dataset.saved = ""; say(cell, { words: "", problem: "" }); });
    body.append(row);
    renumber();
    return true;
  }

  function renumber() {
    rows().forEach((row, place) => { row.querySelector(".position").value = place + 1; });
  }

  function put(row, column, table) {
    before = [];
    table.forEach((line, down) => {
      while (row + down >= rows().length) if (!addRow()) return;
      const cells = cellsOf(rows()[row + down]);
      line.slice(0, cells.length - column).forEach((text, right) => {
        const cell = cells[column + right];
        before.push([cell, cell.value]);
        cell.value = text.replace(/\s+/g, " ").trim();
        mark(cell);
      });
    });
    takeBack.hidden = !before.length;
  }

  function fill(cell) {
    const [row, column] = at(cell), range = cell.value.trim().match(/^(\d{1,6})\s*[-–]\s*(\d{1,6})$/);
    if (range) {
      const [first, last] = [Number(range[1]), Math.min(Number(range[2]), Number(range[1]) + 999)];
      put(row, column, Array.from({ length: Math.max(0, last - first + 1) }, (_, by) => [String(first + by)]));
    } else if (row > 0) {
      put(row, column, [[cellsOf(rows()[row - 1])[column].value]]);
      go(row + 1, column);
    }
  }

  function read(text) {
    const table = [[""]];
    let quoted = false;
    for (const [piece] of text.matchAll(/"|\t|\r\n|\r|\n|[^"\t\r\n]+/g)) {
      const line = table.at(-1), isEnd = /^[\r\n]/.test(piece);
      if (piece === '"' && (quoted || !line.at(-1))) quoted = !quoted;
      else if (piece === "\t" && !quoted) line.push("");
      else if (isEnd && !quoted) table.push([""]);
      else line[line.length - 1] += isEnd || piece === "\t" ? " " : piece;
    }
    return table.at(-1).length === 1 && !table.at(-1)[0] ? table.slice(0, -1) : table;
  }

  function moveRow(row, by) {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (by < 0) other.before(row); else other.after(row);
    renumber();
    tell();
  }

  body.addEventListener("keydown", (event) => {
    const cell = event.target.closest(".cell input");
    if (!cell || event.isComposing) return;
    const [row, column] = at(cell), { selectionStart: start, selectionEnd: end, value } = cell;
    const isWhole = start === 0 && end === value.length;
    const moves = {
      ArrowUp: () => go(row - 1, column),
      ArrowDown: () => go(row + 1, column),
      Enter: () => go(row + (event.shiftKey ? -1 : 1), column) || (!event.shiftKey && addRow() && go(row + 1, column)),
      ArrowLeft: () => (isWhole || end === 0) && go(row, column - 1),
      ArrowRight: () => (isWhole || start === value.length) && go(row, column + 1),
    };
    if (event.altKey && event.key.startsWith("Arrow")) {
      event.preventDefault();
      moveRow(cell.closest("tr"), event.key === "ArrowUp" ? -1 : 1);
      cell.focus();
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d") {
      event.preventDefault();
      fill(cell);
    } else if (event.key === "Escape") {
      cell.value = cell.dataset.saved;
      mark(cell);
      say(cell, { words: "", problem: "" });
    } else if (event.key === "Enter" || (moves[event.key] && !event.ctrlKey && !event.metaKey && !event.shiftKey)) {
      if (moves[event.key]() || event.key === "Enter") event.preventDefault();
    }
  });

  body.addEventListener("input", (event) => { if (event.target.matches(".cell input")) mark(event.target); });

  body.addEventListener("paste", (event) => {
    const cell = event.target.closest(".cell input"), text = event.clipboardData.getData("text/plain");
    if (!cell || !/[\t\r\n]/.test(text.trim())) return;
    event.preventDefault();
    put(...at(cell), read(text));
  });

  takeBack.addEventListener("click", () => {
    (before || []).reverse().forEach(([cell, value]) => { cell.value = value; mark(cell); });
    before = null;
    takeBack.hidden = true;
  });

  /* A row is dragged by its grip, by mouse or finger; a line says where it would stand. Escape lets it be. */
  let dragged = null, landing = null;
  const frame = form.querySelector(".sheet-frame");
  const clear = () => rows().forEach((row) => row.classList.remove("lands-before", "lands-after"));

  function drag(event) {
    if (!dragged) return;
    const { top, bottom } = frame.getBoundingClientRect();
    frame.scrollTop += event.clientY < top + 40 ? -12 : event.clientY > bottom - 40 ? 12 : 0;
    const row = rows().find((one) => event.clientY < one.getBoundingClientRect().bottom) || rows().at(-1);
    const box = row.getBoundingClientRect(), isBefore = event.clientY < box.top + box.height / 2;
    clear();
    landing = row === dragged ? null : { row, where: isBefore ? "before" : "after" };
    landing?.row.classList.add(`lands-${landing.where}`);
  }

  function drop(isTaken) {
    if (!dragged) return;
    if (isTaken && landing) {
      landing.row[landing.where](dragged);
      renumber();
      tell();
    }
    clear();
    dragged.classList.remove("dragged");
    dragged = landing = null;
  }

  body.addEventListener("pointerdown", (event) => {
    if (!event.target.matches(".grip") || event.button) return;
    event.preventDefault();
    dragged = event.target.closest("tr");
    dragged.classList.add("dragged");
    event.target.setPointerCapture(event.pointerId);
  });
  body.addEventListener("pointermove", drag);
  body.addEventListener("pointerup", () => drop(true));
  body.addEventListener("pointercancel", () => drop(false));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") drop(false); });

  /* Only what was typed is sent, so that a row that another changed meanwhile is no conflict of mine. */
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value !== "save") return;
    isSending = true;
    all().forEach((cell) => { cell.disabled = !isChanged(cell) && !cell.name.startsWith("cell-new"); });
  });
  addEventListener("pageshow", () => { isSending = false; all().forEach((cell) => { cell.disabled = false; }); });
  addEventListener("beforeunload", (event) => { if (!isSending && (isMoved() || all().some(isChanged))) event.preventDefault(); });
})();
