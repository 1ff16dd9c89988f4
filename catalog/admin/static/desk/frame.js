/* Each frame that scrolls is a landmark of its own: it is named after the table or menu that it holds. */
(() => {
  "use strict";
  const words = (selector) => document.querySelector(selector)?.textContent.trim().replace(/\s+/g, " ");
  document.querySelectorAll("[data-simplebar]").forEach((frame, place) => {
    const heading = frame.closest("[id$=-group]")?.querySelector("h2")?.textContent.trim();
    const name = frame.closest("#nav-sidebar, #nav-sidebar-apps") ? words(".desk-menu") : heading || words(".desk-top h1");
    frame.dataset.simplebarAriaLabel = place && !heading ? `${name} ${place}` : name;
  });
})();
