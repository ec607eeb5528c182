// Follows links between pages without loading the whole app again: the address changes, Streamlit draws its page anew.
// Anything it does not know (another server, a file, another language or display) is left to the browser.
(() => {
  "use strict";
  const FILES = /\/(figures|tables|workbooks|api|editions|screen)(\/|$)/;

  const connected = () => document.querySelector("[data-testid=stApp]")?.dataset.testConnectionState === "CONNECTED";

  function followed(event) {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const link = event.target.closest?.(".xy a[href]");
    if (!plain || event.defaultPrevented || !link || link.hasAttribute("download") || !connected()) return null;
    const to = new URL(link.href), from = new URL(location.href);
    const foreign = to.origin !== from.origin || to.hash || FILES.test(to.pathname);
    const language = to.searchParams.get("lang") !== document.documentElement.lang.slice(0, 2);
    const display = to.searchParams.get("display") !== from.searchParams.get("display");
    return foreign || language || display ? null : to; // the last two stand in the index page itself
  }

  document.addEventListener("click", (event) => {
    const to = followed(event);
    if (!to) return;
    event.preventDefault();
    const turned = to.pathname !== location.pathname;
    history.pushState(null, "", to);
    window.dispatchEvent(new PopStateEvent("popstate"));
    if (turned) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  });
})();
