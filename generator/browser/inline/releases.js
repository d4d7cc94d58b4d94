/* A print-out by the code of its release. Pure. `releases` are the codes of each, oldest first: "a,b c". */
function printOut(releases, printed) {
  var every = releases.split(" ").map(function (codes) { return codes.split(","); });
  function place(code) { return every.findIndex(function (codes) { return codes.indexOf(code) >= 0; }); }
  var at = place(printed);
  return {
    isOlderThan: function (code) { return at < 0 || place(code) > at; },
    said: function (count) { /* of so many changes since then */
      if (at < 0) return "This site does not recognise the version of your print-out" + (count ? ". All that has ever changed is below." : ", and nothing has changed since the first.");
      return count ? "This has changed since you printed it: see below." : "Unchanged since you printed this.";
    }
  };
}
