// Drives the page of a form. The job comes as JSON on stdin: {executable, url, acts: [[name, argument], ...]}; the answers go to stdout, one line each.
const { chromium } = require("playwright-core");

const read = async () => {
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  return JSON.parse(text);
};

// What the element with the focus is called.
const nameOfFocus = () => {
  const node = document.activeElement;
  const label = node.id && document.querySelector(`label[for="${node.id}"]`);
  return node.getAttribute("aria-label") || (label || node).textContent || "";
};

const ACTS = {
  blocks: (page, vectors) => page.evaluate((all) => all.map((each) => writeBlock(each, DATA.grammar, LANGUAGES.indexOf(each.language))), vectors),
  names: (page, items) => page.evaluate((all) => all.map(([item, fields]) => nameItem(item, fields)), items),
  words: (page, texts) => page.evaluate((all) => all.map((text) => [fold(text), key(text)]), texts),
  links: (page, given) => page.evaluate(([issue, all]) => all.map(([id, block]) => buildIssueLink(issue, id, block)), given),
  // The hint at a value typed into the field of each route; null where there is none.
  hints: (page, values) => page.evaluate((all) => {
    const fields = new Map(DATA.sections.flatMap((section) => section.parts.flatMap((part) => part.fields)).map((field) => [field.route.join("/"), field]));
    return all.map(([route, text]) => {
      const field = fields.get(route);
      const values = ["texts", "choices"].includes(field.input) ? text.split(SEVERAL).filter(Boolean) : [text.trim()];
      const found = values.map((value) => hintAt(field, value, (term) => Boolean(findTerm(getTerms(field.choices), term)))).find(Boolean);
      return found ? speak(...found) : null;
    });
  }, values),
  // The number of fields and the changes of untouched pages of the same terms, each given by its sections, with every item opened.
  untouched: (page, [choices, pages]) => page.evaluate(([terms, all]) => all.map((sections) => {
    DATA.choices = terms;
    prepared.clear();
    const parts = sections.flatMap((section) => section.parts.map((part) => makePart(part, () => {})));
    const holder = document.createElement("div");
    holder.append(...parts.map((part) => part.node));
    document.body.append(holder);
    holder.querySelectorAll("button[aria-expanded]").forEach((button) => button.click());
    const found = listChanges(parts.flatMap((part) => part.groups()));
    const count = parts.flatMap((part) => part.groups()).flatMap((group) => group.fields).length;
    holder.remove();
    return [count, found.map(({ op, pointer, value }) => ({ op, pointer, value }))];
  }), [choices, pages]),
  // Press Tab until the focus is on what is called so.
  tab: async (page, name) => {
    for (let tries = 0; tries < 400; tries += 1) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate(nameOfFocus)).includes(name)) return true;
    }
    throw new Error(`nothing called ${name} can be reached`);
  },
  press: async (page, keys) => { for (const each of keys) await page.keyboard.press(each); },
  type: (page, text) => page.keyboard.type(text),
  focus: (page) => page.evaluate(nameOfFocus),
  wait: (page, time) => page.waitForTimeout(time),
  click: (page, name) => page.click(name),
  fill: (page, [label, text]) => page.getByLabel(label, { exact: true }).first().fill(text),
  read: (page, selector) => page.$eval(selector, (node) => ("value" in node ? node.value : node.textContent)),
  all: (page, selector) => page.$$eval(selector, (nodes) => nodes.filter((node) => node.offsetParent).map((node) => node.href || node.textContent)),
  personal: (page, addresses) => page.evaluate((all) => all.map(isPersonal), addresses),
  search: (page, [terms, typed]) => page.evaluate(([all, text]) => searchTerms(prepareTerms(all), text).map((term) => term.choice.code), [terms, typed]),
  // Whether the page asks before it is left.
  warns: (page) => page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }))),
  scripts: (page) => page.evaluate(() => document.scripts.length),
  values: (page) => page.$$eval("input[type=text], textarea", (nodes) => nodes.map((node) => node.value)),
  download: async (page, name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByText(name).click()]);
    return [download.suggestedFilename(), require("fs").readFileSync(await download.path(), "utf8")];
  },
};

(async () => {
  const job = await read();
  const browser = await chromium.launch({ executablePath: job.executable, args: ["--no-sandbox", "--disable-gpu"] });
  const said = [];
  const requests = [];
  try {
    const page = await (await browser.newContext({ acceptDownloads: true })).newPage();
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    await page.goto(job.url);
    for (const [name, argument] of job.acts) process.stdout.write(`${JSON.stringify((await ACTS[name](page, argument)) ?? null)}\n`);
    process.stdout.write(`${JSON.stringify({ said, requests: requests.filter((url) => !url.startsWith("blob:")) })}\n`);
  } finally {
    await browser.close();
  }
})();
