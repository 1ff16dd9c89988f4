// Dragging over the years of a result chooses a span of them. The bars are links and the form below takes years:
// without this, nothing is missing but the dragging.
"use strict";
(function () {
  const svgNamespace = "http://www.w3.org/2000/svg";
  const leastDrag = 5;
  let drawing = null;
  let startX = 0;
  let band = null;

  function share(x) {
    const box = drawing.getBoundingClientRect();
    return Math.min(0.9999, Math.max(0, (x - box.left) / box.width));
  }

  // The years of the bars from one place of the drawing to another, both whole.
  function span(oneX, otherX) {
    const first = Number(drawing.dataset.first);
    const step = Number(drawing.dataset.step);
    const bars = Number(drawing.dataset.room) / step;
    const [begin, end] = [share(Math.min(oneX, otherX)), share(Math.max(oneX, otherX))];
    return [first + Math.floor(begin * bars) * step, first + (Math.floor(end * bars) + 1) * step - 1];
  }

  function draw(event) {
    const width = drawing.viewBox.baseVal.width;
    const [begin, end] = [share(Math.min(startX, event.clientX)), share(Math.max(startX, event.clientX))];
    if (!band) {
      band = document.createElementNS(svgNamespace, "rect");
      band.setAttribute("class", "band");
      band.setAttribute("y", "0");
      band.setAttribute("height", drawing.viewBox.baseVal.height);
      drawing.append(band);
    }
    band.setAttribute("x", begin * width);
    band.setAttribute("width", (end - begin) * width);
  }

  function forget() {
    if (band) band.remove();
    drawing = band = null;
  }

  function refuse(click) {
    click.preventDefault();
    click.stopPropagation();
  }

  function choose(event) {
    const [first, last] = span(startX, event.clientX);
    const form = drawing.closest("section").querySelector("form.span");
    form.elements.from.value = first;
    form.elements.to.value = last;
    form.requestSubmit();
  }

  document.addEventListener("pointerdown", function (event) {
    if (event.button !== 0 || !(event.target instanceof Element)) return;
    drawing = event.target.closest("svg.years");
    startX = event.clientX;
  });
  document.addEventListener("pointermove", function (event) {
    if (drawing && (band || Math.abs(event.clientX - startX) > leastDrag)) draw(event);
  });
  document.addEventListener("pointerup", function (event) {
    if (drawing && band) {
      choose(event);
      // The end of a drag is no click on the bar that it began at.
      document.addEventListener("click", refuse, { capture: true });
      setTimeout(function () { document.removeEventListener("click", refuse, { capture: true }); }, 0);
    }
    forget();
  });
  document.addEventListener("pointercancel", forget);
  document.addEventListener("dragstart", function (event) {
    if (drawing) event.preventDefault();
  });
})();
