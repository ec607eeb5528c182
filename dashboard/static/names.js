// Gives the upload button the name of its field, in the reader's language: the framework's own label is English, the
// style sheet hides it, and what a style sheet writes is not heard by everything that reads a page aloud.
(() => {
  "use strict";
  const ZONE = "[data-testid=stFileUploaderDropzone][aria-label]";

  function name() {
    for (const zone of document.querySelectorAll(ZONE)) {
      const words = zone.getAttribute("aria-label");
      for (const part of zone.querySelectorAll("button, input")) {
        if (part.getAttribute("aria-label") !== words) part.setAttribute("aria-label", words);
      }
    }
  }

  new MutationObserver(name).observe(document, { childList: true, subtree: true });
})();
