// Walks through the dashboard in a real browser: with its script and without, wide and narrow, light and dark; axe looks at every page.
// usage: node walk.mjs CHROMIUM MODULES ROOT ADMIN_KEY CLIENT_KEY [FOLDER FOR PICTURES]
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [chromiumPath, modules, root, adminKey, clientKey, pictures] = process.argv.slice(2);
const require = createRequire(join(modules, "walk.cjs"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const failures = [];
const ok = (what, value) => value || failures.push(what);
const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
const gateway = new URL("/", root).href;

const signIn = async (page, key) => {
  await page.goto(`${root}sign-in`);
  await page.fill("input[name=key]", key);
  await page.click("button.main");
  await page.waitForURL(root);
};

const message = async () => {
  const answer = await fetch(`${gateway}v1/messages`, {
    method: "POST",
    headers: { "x-api-key": clientKey, "content-type": "application/json" },
    body: JSON.stringify({ model: "claude-haiku-4-5", max_tokens: 100, messages: [{ role: "user", content: "Hi" }] }),
  });
  ok(`a message is answered: ${answer.status}`, answer.ok);
  await answer.text();
};

/** Every act that a page offers, as a person does it. */
const act = async (hasScript) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, javaScriptEnabled: hasScript });
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const errors = [];
  page.on("console", (entry) => entry.type() === "error" && !/ 40[01] /.test(entry.text()) && errors.push(entry.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  const name = hasScript ? "with the script" : "without the script";

  await page.goto(`${root}sign-in`);
  await page.fill("input[name=key]", "wrong");
  await page.click("button.main");
  ok(`${name}: a wrong key is refused in words`, (await page.textContent("[role=alert]")).includes("not valid"));
  await signIn(page, adminKey);
  await page.click("text=30 days");
  await page.waitForURL("**period=30d");
  ok(`${name}: the period is chosen`, (await page.locator(".tabs a[aria-current]").first().textContent()) === "30 days");

  await page.click("nav >> text=Requests");
  await page.waitForURL("**/requests");
  if (hasScript) {
    await page.waitForFunction(() => document.body.dataset.liveState === "on");
    const before = await page.locator("tbody tr").first().textContent();
    await message();
    await page.waitForFunction((text) => document.querySelector("tbody tr").textContent !== text, before);
  }
  await page.selectOption("select[name=ended]", "failed");
  if (!hasScript) await page.click("text=Filter");
  await page.waitForURL("**ended=failed**");
  ok(`${name}: requests are filtered`, (await page.locator("tbody .badge").allTextContents()).every((text) => text.startsWith("failed")));

  const user = hasScript ? "walker-one" : "walker-two";
  await page.click("nav >> text=People");
  await page.waitForURL("**/people");
  await page.fill("form[action$='create-user'] input[name=id]", "no good");
  await page.fill("form[action$='create-user'] input[name=name]", `Walker ${name}`);
  await page.click("text=Create the user");
  await page.waitForURL("**/do/create-user");
  ok(`${name}: a refused form says why at its field`, (await page.textContent("#why-id")).includes("letters"));
  ok(`${name}: and keeps what was typed`, (await page.inputValue("form[action$='create-user'] input[name=name]")) === `Walker ${name}`);
  await page.fill("form[action$='create-user'] input[name=id]", user);
  await page.click("text=Create the user");
  await page.waitForURL(`**/people/users/${user}**`);
  await page.click("summary:has-text('Set a budget')");
  await page.fill("input[name=usd]", "25");
  await page.click("text=Save the budget");
  await page.waitForURL("**done=saved");
  ok(`${name}: a budget is set`, (await page.textContent(".budget")).includes("$25.00 a month"));
  await page.fill("form[action$='create-key'] input[name=name]", "laptop");
  await page.click("text=Create the key");
  await page.waitForURL("**/do/create-key");
  ok(`${name}: a secret is shown`, (await page.inputValue("textarea#lines")).includes("ANTHROPIC_API_KEY=sk-rtr-"));
  if (hasScript) {
    await page.click("button[data-copies=lines]");
    await page.waitForFunction(() => document.querySelector("button[data-copies=lines]").textContent === "Copied");
  } else ok(`${name}: nothing to copy with`, await page.locator("button[data-copies]").first().isHidden());
  await page.click("text=I have kept it");
  await page.waitForURL(`**/people/users/${user}`);
  ok(`${name}: and not again`, !(await page.content()).includes("sk-rtr-"));
  await page.click("tbody >> text=laptop");
  await page.waitForURL("**/people/keys/**");
  await page.fill("form[action$='change-key'] input[name=models]", "claude-haiku-*");
  await page.click("form[action$='change-key'] >> text=Save");
  await page.waitForURL("**done=saved");
  ok(`${name}: a key is changed`, (await page.textContent("dl.facts >> nth=1")).includes("claude-haiku-*"));
  await page.click("dl.facts a");
  await page.waitForURL(`**/people/users/${user}`);
  await page.click("summary:has-text('Revoke')");
  await page.click("button:has-text('Revoke')");
  await page.waitForURL("**done=revoked");
  ok(`${name}: the key says that it is revoked`, (await page.textContent("table")).includes("revoked"));
  await page.click("summary:has-text('Delete')");
  await page.click("button:has-text('Delete')");
  await page.waitForURL("**/people?done=deleted");

  await page.click("nav >> text=Providers");
  await page.waitForURL("**/providers");
  await page.locator("button:has-text('Drain')").first().click();
  await page.waitForURL("**done=drained");
  await page.locator("button:has-text('Resume')").first().click();
  await page.waitForURL("**done=back");
  await page.locator("button:has-text('Ask the doctor')").first().click();
  await page.waitForURL("**/do/test");
  ok(`${name}: the doctor reports`, (await page.locator("tbody tr").count()) > 2);

  await page.click("nav >> text=Audit");
  await page.waitForURL("**/audit");
  await page.selectOption("select[name=what]", "key");
  if (!hasScript) await page.click("text=Filter");
  await page.waitForURL("**what=key**");
  ok(`${name}: acts are filtered`, (await page.locator("tbody .badge").allTextContents()).every((text) => text.startsWith("key.")));
  await page.click("nav >> text=Configuration");
  await page.waitForURL("**/configuration");
  await page.fill("textarea[name=text]", '{ "providers": { "demo": { "preset": "demo" } } }');
  await page.click("text=Check it");
  await page.waitForURL("**/do/check");
  ok(`${name}: what would be another is shown`, (await page.textContent(".diff")).includes("providers.anthropic"));
  await page.click("nav >> text=Sessions");
  await page.waitForURL("**/sessions");
  await page.locator("details.session summary").first().click();
  ok(`${name}: a session opens`, await page.locator("details.session .tree").first().isVisible());
  await page.click("button:has-text('Auto')");
  await page.click("button:has-text('Light')");
  ok(`${name}: dark stays with the page`, (await page.getAttribute("html", "data-theme")) === "dark" && page.url().endsWith("/sessions"));
  await page.click("button:has-text('Sign out')");
  await page.waitForURL("**/sign-in");
  ok(`${name}: the browser has nothing to say: ${errors.join(" | ")}`, errors.length === 0);
  await context.close();
};

/** Every page: nothing wider than the window, nothing serious for axe. */
const look = async (theme, width) => {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme, bypassCSP: true });
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const check = async (name) => {
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    ok(`${name} at ${width}, ${theme}: ${wider} px wider than the window`, wider <= 0);
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }));
    for (const violation of found.violations.filter((one) => one.impact === "serious" || one.impact === "critical")) {
      failures.push(`${name} at ${width}, ${theme}: ${violation.id}: ${violation.nodes[0].html.slice(0, 200)}`);
    }
    if (pictures) await page.screenshot({ path: join(pictures, `${name.replace(/\W+/g, "-")}-${width}-${theme}.png`) });
  };
  await page.goto(`${root}sign-in`);
  await check("sign-in");
  await signIn(page, adminKey);
  const paths = await page.locator("nav[aria-label=Pages] a").evaluateAll((links) => links.map((link) => link.href));
  ok(`all pages are in the navigation: ${paths.length}`, paths.length === 11);
  for (const path of [...paths, `${root}?period=30d&by=user&show=tokens`, `${root}models?name=claude-sonnet-5`, `${root}people/users/ravi`, `${root}people/teams/payments`, `${root}people/users/kai`, `${root}people/users/nosuch`, `${root}audit?what=key`, `${root}no-such-page`]) {
    await page.goto(path);
    await check(path.slice(root.length) || "overview");
  }
  await page.goto(`${root}requests`);
  await page.goto(await page.locator("tbody a").first().evaluate((link) => link.href));
  await check("request");
  await page.goto(`${root}people/users/ravi`);
  await page.goto(await page.locator("a[href*='people/keys/']").first().evaluate((link) => link.href));
  await check("key");
  await page.goto(`${root}people`);
  await page.fill("form[action$='create-team'] input[name=id]", "no good");
  await page.click("text=Create the team");
  await check("a refused form");
  await context.close();
};

await message();
await act(true);
await act(false);
for (const theme of ["light", "dark"]) for (const width of [1440, 390]) await look(theme, width);
await browser.close();
console.log(failures.length === 0 ? "all is well" : failures.join("\n"));
process.exitCode = failures.length === 0 ? 0 : 1;
