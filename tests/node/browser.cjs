// Opens pages in a browser and tells, as JSON on stdout, what was found: one line a visit.
// The visits come as JSON on stdin: {executable, folder, visits: [{url, width, scheme, language, name, pdf}]}
const { chromium } = require("playwright-core");
const axe = require("fs").readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const read = async () => {
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  return JSON.parse(text);
};

// What lies right of the window and in nothing that scrolls or hides it.
const sticksOut = () => {
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const box = element.getBoundingClientRect();
    if (box.width && box.right > document.documentElement.clientWidth + 1) {
      if (!element.closest(".scroll") && !element.closest("svg")) found.push(`${element.tagName}.${element.className}`);
    }
  }
  return found.slice(0, 5);
};

// Words of headings and of heads of tables that stand on two lines.
const brokenWords = () => {
  const found = [];
  for (const element of document.querySelectorAll("thead th, h1, h2, h3")) {
    const node = element.firstChild;
    if (!element.offsetParent || !node || node.nodeType !== Node.TEXT_NODE) continue;
    for (const word of node.data.matchAll(/[^\s-]{1,24}/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) found.push(word[0]);
    }
  }
  return found.slice(0, 5);
};

const visit = async (browser, asked, folder) => {
  const context = await browser.newContext({
    viewport: { width: asked.width, height: 900 },
    colorScheme: asked.scheme,
    bypassCSP: false,
    deviceScaleFactor: asked.width < 600 ? 2 : 1,
  });
  const page = await context.newPage();
  const requests = [];
  const said = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(asked.url);
  if (asked.language) {
    await page.focus("input[name=language]:checked");
    const checked = await page.getAttribute("input[name=language]:checked", "id");
    if (checked !== `show-${asked.language}`) await page.keyboard.press("ArrowRight");
  }
  const shown = await page.$$eval(".book", (books) => books.filter((book) => book.offsetParent !== null).map((book) => book.lang));
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const out = await page.evaluate(sticksOut);
  const broken = await page.evaluate(brokenWords);
  if (folder) await page.screenshot({ path: `${folder}/${asked.name}.png`, fullPage: true });
  if (folder && asked.pdf) await page.pdf({ path: `${folder}/${asked.name}.pdf`, format: "A4", preferCSSPageSize: true });
  const heard = said.length;
  // axe comes in through the protocol of the browser, not as a script of the page: the policy of the page stays in force.
  await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  const violations = result.violations.map((each) => `${each.id} (${each.impact}): ${each.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`);
  await context.close();
  return { name: asked.name, shown, overflow, out, broken, violations, requests, said: said.slice(0, heard), passes: result.passes.length };
};

(async () => {
  const asked = await read();
  const browser = await chromium.launch({ executablePath: asked.executable, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    for (const each of asked.visits) process.stdout.write(`${JSON.stringify(await visit(browser, each, asked.folder))}\n`);
  } finally {
    await browser.close();
  }
})();
