// The page put together: head, contents, sections, end.

const parts = [];
const end = makeEnd(() => parts.flatMap((part) => part.groups()));
let waiting;
const later = () => {
  clearTimeout(waiting);
  waiting = setTimeout(end.refresh, 150);
};

function makeSwitch() {
  const boxes = LANGUAGES.map((code, place) => {
    const box = make("input", { type: "radio", name: "language", id: `show-${code}`, value: code });
    box.checked = place === 0;
    box.addEventListener("change", () => {
      changeLanguage(place);
      document.title = titlePage();
      end.refresh();
    });
    return make("span", { lang: code }, box, make("label", { for: box.id }, ["Italiano", "English"][place]));
  });
  return make("fieldset", {}, make("legend", {}, "Lingua / Language"), ...boxes);
}

const titlePage = () => `${speak(DATA.entry ? DATA.name : "new")} · ${speak(DATA.registry)}`;

function makeHead() {
  const name = DATA.entry ? DATA.name : "new";
  return make("header", { class: "cover" },
    make("div", { class: "switch" }, makeSwitch()),
    say(make("p", { class: "over" }), DATA.registry),
    say(make("h1"), name),
    say(make("p", { class: "lead" }), DATA.entry ? "intro" : "introNew"),
    say(make("p", { class: "personal" }), "personal"));
}

function makeSection({ title, parts: described }, number) {
  const built = described.map((part) => makePart(part, later));
  parts.push(...built);
  const heading = say(make("h2", { id: `section-${number}`, tabindex: "-1" }), title);
  return make("section", { "aria-labelledby": heading.id }, heading, ...built.map((part) => part.node));
}

function makeContents(titles) {
  const links = titles.map(([id, title]) => make("li", {}, say(make("a", { href: `#${id}` }), title)));
  const heading = say(make("h2", { id: "contents" }), "contents");
  return make("nav", { "aria-labelledby": "contents" }, heading, make("ol", {}, ...links));
}

function buildPage() {
  const isNew = !DATA.entry;
  const questions = isNew ? [makeSection({ title: "questions", parts: DATA.questions }, "questions")] : [];
  const sections = DATA.sections.map(makeSection);
  const titles = DATA.sections.map(({ title }, number) => [`section-${number}`, title]);
  const rest = isNew ? [make("details", {}, say(make("summary"), "rest"), ...sections)] : sections;
  const listed = isNew ? [["section-questions", "questions"], ["changes", "changes"]] : [...titles, ["changes", "changes"]];
  const skip = say(make("a", { class: "skip", href: "#changes" }), "skip");
  document.body.append(
    skip, makeHead(),
    make("div", { class: "columns" }, makeContents(listed), make("main", {}, ...questions, ...rest, end.node)),
    make("p", { id: "status", class: "unseen", role: "status" }));
  document.title = titlePage();
  end.refresh();
}

buildPage();
