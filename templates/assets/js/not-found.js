/* The page for addresses that lead nowhere. It is sent at any address, so its links begin at the host's root. This
   script is asked for there and beside the page: where it was found, there is the site. */
(() => {
  const {
    src,
    dataset: { root = "/", scripts = "" },
  } = /** @type {HTMLScriptElement} */ (document.currentScript);
  if (document.documentElement.dataset.site) return;
  const site = src.replace(/assets\/[^/]*$/, "");
  document.documentElement.dataset.site = site;
  /** @param {string} address */
  const lead = (address) =>
    address.startsWith(root) && !address.startsWith("//") ? site + address.slice(root.length) : address;
  addEventListener("DOMContentLoaded", () => {
    for (const name of ["href", "src", "action"]) {
      for (const node of document.body.querySelectorAll(`[${name}]`))
        node.setAttribute(name, lead(node.getAttribute(name) || ""));
    }
    for (const form of document.forms) form.dataset.root = site;
    for (const address of scripts.split(" ").filter(Boolean)) {
      document.head.append(
        Object.assign(document.createElement("script"), { src: site + address, async: false }),
      );
    }
  });
})();
