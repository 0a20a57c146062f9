// Run inside a page by browse.py: what is wrong with it in the state in which it stands.

const root = document.documentElement;

function isShown(element) { return element.getClientRects().length > 0; }

// Texts of a drawing that leave it or lie upon each other; 2 pixels are lost to rounding and side bearings.
function drawings() {
  const faults = [];
  for (const svg of document.querySelectorAll('svg[role="img"]')) {
    const frame = svg.getBoundingClientRect();
    const scale = frame.width / svg.viewBox.baseVal.width;
    const name = svg.getAttribute("aria-labelledby");
    const texts = [...svg.querySelectorAll("text")].filter(isShown)
      .map(text => ({ words: text.textContent, box: text.getBoundingClientRect() }));
    texts.forEach(({ words, box }, place) => {
      if (box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2)
        faults.push(`${name}: “${words}” leaves the drawing`);
      for (const other of texts.slice(place + 1)) {
        const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        // Boxes of lines are taller than letters: a third of the height is air.
        const tall = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (wide > 3 * scale && tall > Math.min(box.height, other.box.height) * 0.4)
          faults.push(`${name}: “${words}” and “${other.words}” overlap`);
      }
    });
  }
  return faults;
}

// A page that must be pushed sideways, and the first element that sticks out.
function width() {
  if (root.scrollWidth <= root.clientWidth + 1) return [];
  const wide = [...document.body.querySelectorAll("*")].find(element =>
    element.getBoundingClientRect().right > root.clientWidth + 1 && !element.closest(".plot,.scroll"));
  const which = wide ? ` (${wide.tagName.toLowerCase()}.${wide.getAttribute("class") || ""} “${wide.textContent.trim().slice(0, 40)}”)` : "";
  return [`the page is ${root.scrollWidth} wide in a window of ${root.clientWidth}${which}`];
}

// Tables and drawings that must be pushed sideways in a window wide enough for them.
function sideways() {
  return [...document.querySelectorAll(".plot,.scroll")].filter(box => isShown(box) && box.scrollWidth > box.clientWidth + 1)
    .map(box => `a table or drawing is ${box.scrollWidth} wide in ${box.clientWidth}: “${box.textContent.trim().slice(0, 40)}”`);
}

// Words outside of drawings that are cut off where nobody can scroll to them.
function cut() {
  return [...document.body.querySelectorAll("main *")].filter(element => {
    const style = getComputedStyle(element);
    return isShown(element) && ["hidden", "clip"].includes(style.overflowX) && element.textContent.trim() !== ""
      && element.scrollWidth > element.clientWidth + 1;
  }).map(element => `“${element.textContent.trim().slice(0, 40)}” is cut`);
}

async function accessibility() {
  const result = await axe.run(document, { resultTypes: ["violations"] });
  if (result.passes.length === 0) return ["axe-core checked nothing"];
  return result.violations.map(violation => `axe ${violation.id}: `
    + violation.nodes.slice(0, 3).map(node => node.target.join(" ")).join(" | "));
}

function show(language, theme) {
  root.dataset.lang = language;
  root.lang = language === "zh" ? "zh-Hans" : "en";
  root.dataset.theme = theme;
}

// The page's own switches do what they say.
function buttons() {
  const faults = [];
  show("zh", "light");
  for (const id of ["lang", "theme", "print"])
    if (!document.getElementById(id)) return [`there is no button “${id}”`];
  document.getElementById("lang").click();
  if (root.dataset.lang !== "en" || root.lang !== "en") faults.push("the language button does nothing");
  document.getElementById("theme").click();
  if (root.dataset.theme !== "dark") faults.push("the theme button does nothing");
  return faults;
}
