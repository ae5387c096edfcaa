/** The stories of three people, from the first entry to the last day. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { openSite, PHONE } from "./site.mjs";

test("a person who waits for a decision, and is turned down", async () => {
  const site = await openSite({ now: "2026-11-19T16:00:00-05:00" });
  const { page } = site;
  await site.start(
    {
      Company: "Harbor & Finch",
      "Job title": "Data Analyst",
      "Day of the interview": "2026-11-19",
      "Time, if you know it": "14:00",
      "Who did you meet?": "Ms. Okafor",
    },
    "2026-11-25",
  );

  // On the day itself: a thank-you note, whose text can be copied.
  const thanks = await site.advised("Send a short thank-you note");
  await site.advised("Do not ask about the decision before Wednesday 25 November 2026 is over");
  await thanks.getByText("Letter to Ms. Okafor").click();
  await thanks.getByRole("button", { name: "Copy the text" }).click();
  await page.getByText("The text was copied.").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^Dear Ms\. Okafor,\s+Thank you/);
  await thanks.getByText("Why?").click();
  await thanks.getByText("Thu, Nov 19, 2:00 PM: An interview").waitFor();
  await thanks.getByText("Source: the article, section “Send a Thank-You Note”.").waitFor();

  // Done, undone, and done again.
  await thanks.getByRole("button", { name: "Done" }).click();
  await site.advised("Send a short thank-you note", false);
  await page.getByRole("button", { name: "Undo" }).click();
  await (await site.advised("Send a short thank-you note"))
    .getByRole("button", { name: "Done" })
    .click();
  await site.advised("Send a short thank-you note", false);
  await page.getByText("I did it: Send a short thank-you note").waitFor();

  // What comes next says when, and why not yet.
  const next = page.locator(".plan li", { hasText: "Ask Ms. Okafor for news" });
  await next.getByText("Why not yet?").click();
  await next.getByText("It begins on Thu, Nov 26, if nothing else happens first.").waitFor();

  // Their day has passed.
  await site.at("2026-11-27T09:00:00-05:00");
  const ask = await site.advised("Ask Ms. Okafor for news");
  assert.equal((await site.advice())[0], "Ask Ms. Okafor for news");
  await ask.getByText("Due today").waitFor();
  await ask.getByText("Letter to Ms. Okafor").click();
  const mail = await ask.getByText("Open in your mail program").getAttribute("href");
  assert.match(mail, /^mailto:\?subject=My%20application/);
  await site.add("I asked how things stand");
  await site.advised("Ask Ms. Okafor for news", false);
  await site.advised("Wait for their answer until");

  // No answer: plan without them, and ask human resources once.
  await site.at("2026-12-03T09:00:00-05:00");
  await site.advised("Plan as if someone else has the job");
  await site.advised("Ask human resources once");
  await site.add("I asked human resources");
  await site.advised("Ask human resources once", false);

  // The end.
  await site.at("2026-12-08T09:00:00-05:00");
  await site.advised("Plan as if someone else has the job");
  await site.add("They turned me down");
  await site.advised("This application is closed");
  await site.close();
});

test("a person with two applications, and an offer for one of them", async () => {
  const site = await openSite({ now: "2026-11-20T10:00:00-05:00" });
  const { page } = site;
  await site.start({ Company: "Birch Logistics", "Day of the interview": "2026-11-17" }, "no");
  await site.advice();
  await page.getByRole("button", { name: "Add an application" }).click();
  await site.start(
    { Company: "Harbor & Finch", "Day of the interview": "2026-11-19" },
    "2026-12-04",
  );
  await page.getByText("To do · Harbor & Finch").first().waitFor();

  const applications = page.getByRole("navigation", { name: "Applications" });
  await applications.getByRole("button", { name: "Birch Logistics" }).click();
  await site.add("I have their offer in writing");
  await site.add("They gave me a deadline for the offer", {
    "They want an answer by": "2026-11-27",
  });
  await site.advised("Tell Harbor & Finch about your other offer");
  await site.advised("Answer the offer by Friday 27 November 2026");

  // A day that cannot be: the form says so, and nothing changes.
  const dialog = await site.choose("They gave me a deadline for the offer");
  await dialog.getByLabel("When").fill("1887-01-01");
  await dialog.getByLabel("They want an answer by").fill("2026-11-28");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByRole("alert").getByText("This cannot be right").waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  // Put off until tomorrow, and back again tomorrow.
  const tell = await site.advised("Tell Harbor & Finch about your other offer");
  await tell.getByText("Not now").click();
  await tell.getByRole("button", { name: "Until tomorrow" }).click();
  await site.advised("Tell Harbor & Finch about your other offer", false);
  await site.at("2026-11-21T10:00:00-05:00");
  await site.advised("Tell Harbor & Finch about your other offer");

  await site.at("2026-11-26T10:00:00-05:00");
  await site.advice();
  await applications.getByRole("button", { name: "Birch Logistics" }).click();
  await site.add("I accepted their offer");
  await site.advised("that you have accepted another job");
  await applications.getByRole("button", { name: "Harbor & Finch" }).click();
  await site.add("I withdrew my application");
  await site.advised("You withdrew this application");
  await site.close();
});

test("a person on a phone, by keyboard, who knows little", async () => {
  const site = await openSite({ now: "2026-11-20T10:00:00-05:00", viewport: PHONE });
  const { page } = site;
  await site.assertFits();
  await page.getByLabel("Company").focus();
  await page.keyboard.type("Cobalt");
  await page.getByLabel("Day of the interview").fill("2026-11-18");
  await page.getByLabel("No, they named no day").focus();
  await page.keyboard.press("Space");
  await page.getByLabel("Country, for public holidays").selectOption("Germany");
  await page.getByRole("button", { name: "Show me where I stand" }).focus();
  await page.keyboard.press("Enter");
  await site.advice();
  await site.assertFits();

  // Questions: one by choice, one put aside, and all others until none is left.
  const question = page.locator(".question");
  let asked = 0;
  for (; asked < 10 && (await question.count()) > 0; asked++) {
    const text = await question.locator(".asked").textContent();
    const no = question.getByRole("button", { name: "No", exact: true });
    const skip = question.getByRole("button", { name: "I do not know" });
    await (asked !== 1 && (await no.count()) > 0 ? no : skip).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      (last) => document.querySelector(".question .asked")?.textContent !== last,
      text,
    );
  }
  assert.ok(asked >= 2);
  await site.assertFits();

  // A dialog by keyboard: what has the focus afterwards is on the page.
  const reply = page.locator(".log").getByRole("button", { name: "They wrote or called" });
  await reply.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal(await reply.evaluate((button) => button === document.activeElement), true);

  await site.add("They made an offer by word of mouth");
  await site.advice();
  await site.at("2026-11-24T10:00:00-05:00");
  await site.advice();
  await site.add("I have their offer in writing");
  await site.add("I accepted their offer");
  await site.advised("Keep searching until you have a solid offer", false);
  await site.assertFits();
  await site.close();
});
