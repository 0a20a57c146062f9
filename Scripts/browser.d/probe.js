// Put into a copy of a page by Scripts/browser: looks at it in both languages and both themes and at the width of a
// phone, and writes what is wrong into the document, where --dump-dom shows it.
(function () {
  "use strict";
  var root = document.documentElement;
  var faults = [];
  var runs = 0;

  function visible(element) { return element.getClientRects().length > 0; }

  // Texts of a drawing that leave it or lie upon each other; 2 pixels are lost to rounding and side bearings.
  function drawings(state) {
    document.querySelectorAll('svg[role="img"]').forEach(function (svg) {
      var frame = svg.getBoundingClientRect();
      var scale = frame.width / svg.viewBox.baseVal.width;
      var texts = Array.prototype.filter.call(svg.querySelectorAll("text"), visible).map(function (text) {
        return { words: text.textContent, box: text.getBoundingClientRect() };
      });
      var name = svg.getAttribute("aria-labelledby");
      texts.forEach(function (text, place) {
        var box = text.box;
        if (box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2)
          faults.push(state + " " + name + ": “" + text.words + "” leaves the drawing");
        texts.slice(place + 1).forEach(function (other) {
          var wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          // Boxes of lines are taller than letters: a third of the height is air.
          var tall = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          if (wide > 3 * scale && tall > Math.min(box.height, other.box.height) * 0.4)
            faults.push(state + " " + name + ": “" + text.words + "” and “" + other.words + "” overlap");
        });
      });
    });
  }

  function width(state) {
    if (root.scrollWidth > root.clientWidth + 1)
      faults.push(state + ": the page is " + root.scrollWidth + " wide in a window of " + root.clientWidth);
  }

  function axeRun(state) {
    return axe.run(document, { resultTypes: ["violations"] }).then(function (result) {
      runs += 1;
      result.violations.forEach(function (violation) {
        faults.push(state + " axe " + violation.id + ": " + violation.nodes.map(function (node) { return node.target.join(" "); }).slice(0, 3).join(" | "));
      });
    });
  }

  // The same page in a frame as wide as a phone.
  function phone(language) {
    return new Promise(function (done) {
      var frame = document.createElement("iframe");
      frame.setAttribute("style", "width:400px;height:800px;border:0;position:absolute;left:-9999px");
      frame.onload = function () {
        var inner = frame.contentDocument.documentElement;
        inner.dataset.lang = language;
        if (inner.scrollWidth > inner.clientWidth + 1)
          faults.push(language + " phone: the page is " + inner.scrollWidth + " wide in a window of " + inner.clientWidth);
        frame.remove();
        done();
      };
      frame.srcdoc = window.pageSource;
      document.body.appendChild(frame);
    });
  }

  function say(language) {
    root.dataset.lang = language;
    root.lang = language === "zh" ? "zh-Hans" : "en";
  }

  var steps = Promise.resolve();
  ["zh", "en"].forEach(function (language) {
    ["light", "dark"].forEach(function (theme) {
      steps = steps.then(function () {
        say(language);
        root.dataset.theme = theme;
        if (theme === "light") {
          drawings(language);
          width(language);
        }
        return axeRun(language + " " + theme);
      });
    });
    steps = steps.then(function () { return phone(language); });
  });
  steps.then(function () {
    performance.getEntriesByType("resource").forEach(function (entry) { faults.push("fetched " + entry.name); });
    // The page's own buttons: language, theme and print are there and the first two work.
    say("zh");
    document.getElementById("lang").click();
    if (root.dataset.lang !== "en" || root.lang !== "en") faults.push("the language button does nothing");
    root.dataset.theme = "light";
    document.getElementById("theme").click();
    if (root.dataset.theme !== "dark") faults.push("the theme button does nothing");
  }, function (error) { faults.push("the probe failed: " + error); }).then(function () {
    var note = document.createElement("pre");
    note.id = "probe-result";
    note.textContent = JSON.stringify({ runs: runs, faults: faults });
    document.body.appendChild(note);
  });
})();
