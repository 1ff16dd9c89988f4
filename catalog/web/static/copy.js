// Buttons that copy the words of another element; without a clipboard they stay hidden, and the words are there.
document.querySelectorAll("button[data-copies]").forEach((button) => {
  if (!navigator.clipboard) return;
  const label = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim());
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 2000);
  });
});
