/** The stories of an author in the playground. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite, PHONE } from "./site.mjs";

let site;
let page;
before(async () => {
  site = await openSite({
    now: "2026-11-28T10:00:00-05:00",
    path: "playground.html",
    timezoneId: "America/Los_Angeles",
  });
  page = site.page;
  await upToDate();
});
after(() => site.close());

const upToDate = () => page.getByRole("status").getByText("Up to date").waitFor();
const section = (name) => page.getByRole("region", { name, exact: true });
const editor = (name) => page.getByRole("textbox", { name, exact: true }).last();

/** Type at the end of the line that has a text, in one of the editors. */
async function typeAfter(name, text, typed) {
  await editor(name).locator(".cm-line", { hasText: text }).first().click();
  await page.keyboard.press("End");
  await page.keyboard.type(typed);
}

/** Replace the whole text of an editor. */
async function write(name, text) {
  await editor(name).click();
  await page.keyboard.press("Control+a");
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.keyboard.press("Control+v");
}

test("the first example advises, passes its tests, and explains itself", async () => {
  await section("Advice")
    .getByText("Tell your coach that Harbor & Finch did not answer.")
    .waitFor();
  await section("Test results").getByText("2 of 2 passed. Coverage 100%.").waitFor();
  await section("Findings").getByText("No findings").waitFor();
  const own = section("Rules").locator("li", { hasText: "tell-your-coach" }).first();
  await own.getByText("gives its advice from Sat, Nov 28").waitFor();
  await own.getByText("Why", { exact: true }).click();
  await own.locator(".tree code", { hasText: "assume-filled" }).first().waitFor();
  assert.ok((await own.locator(".tree li:visible").count()) < 5);
  const others = section("Rules");
  await others.getByText("Rules of extended packs (165)").click();
  const hr = others.locator("li", { hasText: /^contact-hr / });
  await hr.getByText("Why", { exact: true }).click();
  await hr.locator(".tree code:visible", { hasText: "asked_in_vain" }).first().waitFor();
  await others.getByText("Rules of extended packs (165)").click();
  await section("Plan").locator("img").waitFor();
});

test("the playground is accessible, and fits a phone", async () => {
  await page.getByText("Rules of extended packs (165)").click();
  await site.assertAccessible();
  const { width, height } = page.viewportSize();
  await page.setViewportSize(PHONE);
  await site.assertFits();
  await page.setViewportSize({ width, height });
});

test("a mistake is marked as one types, and its fix is offered", async () => {
  await typeAfter("Rule pack", "when: assumed_filled", " and after decison_date");
  const finding = section("Findings").getByText("unknown name 'decison_date'").first();
  await finding.waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Shift+M");
  await page.locator(".cm-panel-lint .cm-diagnosticAction").first().click();
  await page.keyboard.press("Escape");
  await section("Findings").getByText("No findings").waitFor();
  assert.match(await editor("Rule pack").textContent(), /after decision_date/);
});

test("keys and values are completed from the schema", async () => {
  await typeAfter("Rule pack", "source: Our coaches", "\nin");
  await page.locator(".cm-tooltip-autocomplete li", { hasText: "instead_of" }).waitFor();
  for (let typed = 0; typed < 2; typed++) await page.keyboard.press("Backspace");
  await typeAfter("Situation", "company:", "\nintermediary: ");
  await page.keyboard.press("Control+Space");
  await page.locator(".cm-tooltip-autocomplete li", { hasText: "agency" }).click();
  await section("Advice").getByText("Write to the agency or recruiter").waitFor();
});

test("a test that fails says why", async () => {
  await page.getByLabel("Start from an example").selectOption("A longer wait, and another text");
  await section("Test results").getByText("2 of 2 passed.").waitFor();
  await section("Advice").getByText("Write to the secretary of the committee").waitFor();
  await write(
    "Rule pack",
    "pack: university\nextends: in-practice\nset: {reply_wait: 9 business days}\n",
  );
  await section("Test results").getByText("1 of 2 passed.").waitFor();
  await section("Test results").getByText("from decision_date + reply_wait").first().waitFor();
});

test("what is wrong with the situation is marked there", async () => {
  await write("Situation", "interview: 2026-11-31\n");
  await section("Findings").getByText("Situation, line 1").waitFor();
  await section("Findings").getByText("write a day from 01 to 30").waitFor();
  await write("Situation", "interview: [\n");
  await section("Findings").getByText("Situation, line").first().waitFor();
  await page.getByLabel("Moment").fill("tomorrow");
  await write("Situation", "interview: 2026-11-19\n");
  await page.getByRole("alert").getByText("tomorrow").waitFor();
  await page.getByLabel("Moment").fill("2026-11-20 09:00");
  await section("Advice").getByText("Send a short thank-you note").waitFor();
});

test("a key that stands twice and an alias that stands for nothing are marked", async () => {
  await write("Situation", "company: A\ncompany: B\n");
  await section("Findings")
    .getByText(/Map keys must be unique$/)
    .waitFor();
  await write("Situation", "interview: *nope\n");
  await section("Findings").getByText("Situation, line 1").waitFor();
  await write("Situation", "interview: 2026-11-19\n");
  await section("Advice").getByText("Send a short thank-you note").waitFor();
});

test("an example replaces other work only if asked to", async () => {
  page.removeAllListeners("dialog");
  page.once("dialog", (dialog) => dialog.dismiss());
  await page.getByLabel("Start from an example").selectOption("A rule of your own");
  assert.match(await editor("Rule pack").textContent(), /9 business days/);
  assert.equal(await page.getByLabel("Start from an example").inputValue(), "");
  page.on("dialog", (dialog) => dialog.accept());
});

test("work that no link has is not dropped without asking", async () => {
  const asked = [];
  page.removeAllListeners("dialog");
  page.once("dialog", (dialog) => {
    asked.push(dialog.type());
    dialog.dismiss();
  });
  await page.evaluate(() => location.reload());
  await page.waitForTimeout(500);
  assert.deepEqual(asked, ["beforeunload"]);
  assert.match(await editor("Rule pack").textContent(), /9 business days/);
  page.on("dialog", (dialog) => dialog.accept());
});

test("a link has everything, and a damaged one says so", async () => {
  await page.getByRole("button", { name: "Copy a link to this" }).click();
  await page.getByText("The link was copied.").waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await site.context.newPage();
  await other.goto(link);
  await other.getByRole("textbox", { name: "Rule pack" }).getByText("9 business days").waitFor();
  assert.equal(await other.getByLabel("Moment").inputValue(), "2026-11-20 09:00");
  await other.goto("about:blank");
  await other.goto(`${link.split("#")[0]}#!!`);
  await other.getByRole("alert").getByText("The link is damaged").waitFor();
  await other.close();
});
