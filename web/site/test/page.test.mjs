/** What holds for the page whoever uses it: files, no connection, accessibility, printing. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { openSite } from "./site.mjs";

const NOW = "2026-11-27T10:00:00-05:00";
const SEARCH = {
  timezone: "America/New_York",
  country: "US",
  applications: {
    "Harbor & Finch": {
      company: "Harbor & Finch",
      rounds: [{ date: "2026-11-19 14:00", interviewers: ["Ms. Okafor"] }],
      dates: [{ date: "2026-11-25" }],
      contact_known: true,
    },
  },
};

let site;
let page;
before(async () => {
  site = await openSite({ now: NOW });
  page = site.page;
});
after(() => site.close());

/** Open a file of the page, as a person does. */
async function openFile(content) {
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).click();
  const chooser = await choosing;
  const buffer = Buffer.from(content);
  await chooser.setFiles({ name: "search.json", mimeType: "application/json", buffer });
}

/** Return the file that a button saves, as text. */
async function savedBy(name) {
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name }).click();
  return readFileSync(await (await downloading).path(), "utf8");
}

test("the first form is accessible", async () => {
  await page.getByRole("button", { name: "Open a file" }).and(page.locator(":enabled")).waitFor();
  await site.assertAccessible();
});

test("a file that is none, or has problems, says what is wrong", async () => {
  await openFile("{");
  await page.getByText("This is not a file of this page. Nothing was changed.").waitFor();
  await openFile("{}");
  await page.getByText("This is not a file of this page. Nothing was changed.").waitFor();
  await openFile(JSON.stringify({ ...SEARCH, timezone: "Europe/Berln" }));
  await page.getByRole("alert").getByText("did you mean Europe/Berlin?").waitFor();
});

test("any search of the library can be opened, changed and saved", async () => {
  await openFile(JSON.stringify(SEARCH));
  await site.advised("Ask Ms. Okafor for news");
  assert.equal(await page.locator(".headline").count(), 0, "the first piece says how things stand");
  assert.equal(await page.locator(".log .entries li").count(), 2);
  const saved = JSON.parse(await savedBy("Save to a file"));
  const [application] = Object.values(saved.applications);
  assert.deepEqual(
    application.events.map((event) => event.event),
    ["interview", "decision-date-set"],
  );
  assert.equal(application.contact_known, true);

  await page.getByRole("button", { name: "Change: They named a day" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("They decide by").fill("2026-12-01");
  await dialog.getByRole("button", { name: "Save" }).click();
  const patience = "Do not ask about the decision before Tuesday 1 December 2026 is over";
  await site.advised(patience);
  assert.equal(await page.locator(".headline").textContent(), patience);
  assert.equal(await page.locator(".piece").filter({ hasText: patience }).count(), 1);
  await page.getByRole("button", { name: "Undo" }).click();
  await site.advised("Ask Ms. Okafor for news");
  await page.getByRole("button", { name: "Remove: They named a day" }).click();
  await site.advised("Ask Ms. Okafor for news", false);
  await page.getByRole("button", { name: "Undo" }).click();
  await site.advised("Ask Ms. Okafor for news");
});

test("an event that another pack declares is kept, and can be changed", async () => {
  const other = structuredClone(SEARCH);
  const [application] = Object.values(other.applications);
  application.events = [...(application.events ?? []), { at: "2026-11-20", event: "flat.viewed" }];
  await openFile(JSON.stringify(other));
  await page.getByRole("button", { name: "Change: flat viewed" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Save" }).click();
  const saved = JSON.parse(await savedBy("Save to a file"));
  const [kept] = Object.values(saved.applications);
  assert.ok(
    kept.events.some((event) => event.event === "flat.viewed" && event.at === "2026-11-20"),
  );
  await page.reload();
  await page.getByRole("button", { name: "Change: flat viewed" }).waitFor();
  await openFile(JSON.stringify(SEARCH));
  await site.advised("Ask Ms. Okafor for news");
});

test("the calendar file has what comes next", async () => {
  await page.locator(".plan .picture img").waitFor();
  const file = await savedBy("Save to your calendar");
  assert.match(file, /^BEGIN:VCALENDAR\r\n/);
  assert.match(file, /SUMMARY:Ask human resources once/);
});

test("details are saved: the name in letters, holidays of a region, another name", async () => {
  await page.getByRole("button", { name: "Details", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await site.assertAccessible();
  await dialog.getByLabel("Company").fill("Harbor");
  await dialog.getByLabel("Your name, to sign letters").fill("Sam Lee");
  await dialog.getByLabel("Country").selectOption("Germany");
  await dialog.getByLabel("State, province or region").selectOption("BY");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Harbor", exact: true }).waitFor();
  const letter = page.locator(".letter .body").first();
  await page.waitForFunction(() =>
    document.querySelector(".letter .body")?.textContent?.includes("Sam Lee"),
  );
  assert.match(await letter.textContent(), /Kind regards,\s+Sam Lee/);
});

test("every view is accessible", async () => {
  await page.locator(".plan [aria-busy=false] li").first().waitFor();
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  await page.waitForFunction(
    () => !document.querySelector("main")?.textContent?.includes("Looking up the reasons"),
  );
  await site.assertAccessible();
  await page.locator(".log fieldset button").first().click();
  await site.assertAccessible();
  await page.keyboard.press("Escape");
});

test("what a person has opened stays open when something changes", async () => {
  const whys = page.locator(".plan [aria-busy=false] .why");
  await whys.first().waitFor();
  const open = () => whys.evaluateAll((all) => all.map((each) => each.open));
  assert.ok((await open()).every(Boolean));
  await page.getByRole("button", { name: "Details", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Your name, to sign letters").fill("Sam");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page
    .getByText(/Kind regards,\s+Sam$/)
    .first()
    .waitFor({ state: "attached" });
  await page.waitForFunction(() => document.querySelector(".plan [aria-busy=false] .why"));
  assert.ok((await open()).every(Boolean));
});

test("a page that is printed has the advice, and nothing to click", async () => {
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("button:visible").count(), 0);
  assert.equal(await page.getByText("Add what happened").isVisible(), false);
  assert.ok(await page.getByText("As of Fri, Nov 27, 10:00 AM").isVisible());
  assert.ok(await page.locator(".piece h3").first().isVisible());
  await page.emulateMedia({ media: null });
});

test("what was changed in another tab is shown, and not overwritten", async () => {
  const other = await site.context.newPage();
  await other.clock.setFixedTime(new Date(NOW));
  await other.goto(site.site.url);
  await other.locator(".piece h3").first().waitFor();
  await site.add("They turned me down");
  await other.locator(".piece", { hasText: "This application is closed" }).waitFor();
  await other.getByRole("button", { name: "They wrote or called" }).click();
  await other.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.locator(".log .entries").getByText("They wrote or called").waitFor();
  const stored = await page.evaluate(() => localStorage.getItem("interview-rules.search"));
  assert.match(stored, /rejection.*reply-received/);
  await other.close();
  for (const what of ["They wrote or called", "They turned me down"]) {
    await page.getByRole("button", { name: `Remove: ${what}` }).click();
  }
  await site.advised("Ask Ms. Okafor for news");
});

test("two changes in a row are both kept, and both can be undone", async () => {
  const before = await site.advice();
  await page.evaluate(() => {
    for (const button of document.querySelectorAll('.piece [aria-label^="Done"]')) button.click();
  });
  await page.waitForFunction(() => document.querySelectorAll(".piece.do").length === 0);
  const undo = page.getByRole("button", { name: "Undo" });
  for (let left = 2; left > 0; left--) await undo.click();
  await page.waitForFunction(
    (count) => document.querySelectorAll(".piece").length === count,
    before.length,
  );
});

test("a device in another time zone is noticed, and an entry is made in the zone of the log", async () => {
  const zone = page.getByText("Your device is set to New York time.");
  assert.equal(await zone.count(), 0);
  await page.getByRole("button", { name: "Details", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await dialog.getByRole("button", { name: "Save" }).click();
  await zone.waitFor();
  await (await site.choose("They wrote or called")).getByRole("button", { name: "Today" }).click();
  assert.equal(await dialog.getByLabel("When did you hear this?").inputValue(), "2026-11-28");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Use New York time" }).click();
  await zone.waitFor({ state: "detached" });
});

test("advice that is put off can be shown again", async () => {
  const title = await page.locator(".piece.do h3").first().textContent();
  const piece = await site.advised(title);
  await piece.getByText("Not now").click();
  await piece.getByRole("button", { name: "Until things change" }).click();
  await site.advised(title, false);
  await page.getByText("Advice that you put off (1)").click();
  await page.getByRole("button", { name: `Show it again: ${title}` }).click();
  const again = await site.advised(title);
  await again.getByText("Not now").click();
  await again.getByRole("button", { name: "Until tomorrow" }).click();
  await site.advised(title, false);
  await page.getByText("Advice that you put off (1)").click();
  await page.getByText(`${title} · shown again tomorrow`).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await site.advised(title);
});

test("what is stored and cannot be read is offered as a file", async () => {
  for (const stored of ["{", "null", '{"applications":{"A":{"events":[{"event":"x"}]}}}']) {
    const tab = await site.context.newPage();
    await tab.clock.setFixedTime(new Date(NOW));
    await tab.goto(site.site.url);
    const before = await tab.evaluate((text) => {
      const had = localStorage.getItem("interview-rules.search");
      localStorage.setItem("interview-rules.search", text);
      return had;
    }, stored);
    await tab.reload();
    await tab.getByText("We could not read what was saved in this browser.").waitFor();
    assert.equal(await tab.getByRole("button", { name: "Save it to a file" }).count(), 1);
    assert.equal(await tab.getByRole("button", { name: "Open a file" }).count(), 0);
    await tab.getByRole("button", { name: "Start again" }).click();
    await tab.getByRole("heading", { name: "Tell us about the interview" }).waitFor();
    await tab.evaluate((text) => localStorage.setItem("interview-rules.search", text), before);
    await tab.close();
  }
});

test("without a connection, everything works, also after the page is opened again", async () => {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await site.context.setOffline(true);
  await page.reload();
  await site.advised("Ask Ms. Okafor for news");
  await site.add("They wrote or called");
  await site.advised("Ask Ms. Okafor for news", false);
  assert.match(await savedBy("Save to your calendar"), /^BEGIN:VCALENDAR/);
  await site.context.setOffline(false);
});

test("a deadline at an hour is due at that hour", async () => {
  const events = [
    { at: "2026-11-19", event: "interview" },
    { at: "2026-11-25", event: "firm-offer" },
    { at: "2026-11-25", event: "offer-deadline", date: "2026-11-27 17:00" },
  ];
  const timezone = "America/New_York";
  await openFile(JSON.stringify({ timezone, applications: { Harbor: { events } } }));
  await page
    .locator(".piece .due", { hasText: /^Due today, 5:00/ })
    .first()
    .waitFor();
});

test("everything can be deleted", async () => {
  await page.getByRole("button", { name: "Delete everything" }).click();
  await page.getByRole("heading", { name: "Tell us about the interview" }).waitFor();
  const stored = await page.evaluate(() => localStorage.getItem("interview-rules.search"));
  assert.ok(!stored.includes("Harbor"));
});
