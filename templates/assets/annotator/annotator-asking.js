/* Asking the server: every answer has a status and data; what went wrong is data.problem. */
const asking = (function () {
  const facts = document.getElementById("_live_script").dataset;
  async function ask(address, options = {}) {
    let answer;
    try { answer = await fetch(address, options); } catch { return { status: 0, data: { problem: t("The server does not answer. Is `sitegen annotate` still running?") } }; }
    let data = {};
    try { data = await answer.json(); } catch { data = { problem: t("The server failed; its terminal says why.") }; }
    return { status: answer.status, data };
  }
  const query = (values) => "?" + new URLSearchParams(values); // which takes half a character as well
  return {
    get: (name, values) => ask("/_annotate/" + name + query(values)),
    post: (name, body) => ask("/_annotate/" + name, { method: "POST", headers: { "Content-Type": "application/json", "X-Sitegen-Token": facts.token }, body: JSON.stringify(body) }),
  };
})();
