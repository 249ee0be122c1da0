import type { Page } from "playwright-core";

/** What the wizard's fields are given. */
export type PublishWords = { readonly title: string; readonly file: string };

/** A picture, or a check, at each step; `step` is its number from 1. */
type OnStep = (step: number) => Promise<void>;

/**
 * Fills the publish wizard from a picked file up to its last page, by role and name as a person would. Leaves every proposal as it is. The page must be at
 * /provide/publish with a wallet connected.
 */
export async function fillPublishWizard(
  page: Page,
  { title, file }: PublishWords,
  onStep: OnStep,
): Promise<void> {
  const next = () => page.getByRole("button", { name: "Continue" }).click();
  const fill = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
  await page.getByLabel(/^File with one row/).setInputFiles(file);
  await page.getByText(/records read$/).waitFor();
  await onStep(1);
  await next();
  await page.getByRole("heading", { name: /columns to publish$/ }).waitFor();
  await page.getByLabel(/^I have looked at every range/).check();
  await onStep(2);
  await next();
  await fill("Title", title);
  await fill("Description", "Patients of one tumour bank, followed for recurrence and death.");
  await fill("Keywords", "breast cancer, survival");
  await page.getByLabel(/^Category of health data/).selectOption("11");
  await fill("Where the records come from", "Tumour bank, mapped by the hospital.");
  await fill("Population", "Patients with primary breast cancer of one Dutch hospital");
  await fill("Data holder", "Hospital of the test");
  await fill("Email for questions", "data@hospital.example");
  await fill("Health data access body", "Access body of the test");
  await fill("Its page", "https://hdab.example/");
  await onStep(3);
  await next();
  await page.getByRole("heading", { name: "Privacy budget" }).waitFor();
  await onStep(4);
  await next();
  await page.getByRole("heading", { name: "What will be public" }).waitFor();
}
