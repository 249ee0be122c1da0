import { HolderDeclaration, RegisterExchange } from "@symbolon/protocol";
import { z } from "zod";
import { Alarm } from "../../permits/supervision/alarms.ts";
import { SHAPES } from "./answerShapes.ts";
import { jsonAnswer } from "./jsonAnswer.ts";
import type { RouteAbout } from "./routeAbout.ts";

const { account, count, country, decimal, hash, seconds } = SHAPES;
const about = (rest: Omit<RouteAbout, "tag">): RouteAbout => ({ tag: "ehds", ...rest });

/** permits/holders/datasetDuties. */
const duties = z.strictObject({
  datasetId: decimal,
  declaration: HolderDeclaration,
  declaredAt: seconds,
  isInScope: z.boolean(),
  review: z.strictObject({ dueOn: z.iso.date(), state: z.enum(["reviewed", "due-soon", "overdue"]) }),
  trustedBy: z.array(country),
});
const alarm = z.strictObject({
  order_id: decimal,
  dataset_id: decimal,
  kind: z.string(),
  against: z.string(),
  permit_id: decimal,
  buyer: account,
  told_by: account,
  told_at: seconds,
});
const imported = z.strictObject({
  digest: hash,
  country,
  entries: count,
  made_at: seconds,
  imported_by: account,
  imported_at: seconds,
});

/** Descriptions of the routes by which holders declare, access bodies supervise and countries exchange registers, by name. */
export const DUTY_ABOUTS: Readonly<Record<string, RouteAbout>> = {
  ehdsDatasets: about({
    summary: "What holders declare of datasets of the EHDS lane; ?first= and ?offset=.",
    answers: { 200: jsonAnswer("Oldest review first.", z.strictObject({ datasets: z.array(duties) })) },
  }),
  ehdsDataset: about({
    summary: "What its holder declares of one dataset.",
    answers: { 200: jsonAnswer("The declaration, and what follows from it.", duties) },
  }),
  ehdsDeclare: about({
    summary: "The owner of a dataset of the EHDS lane declares what the law asks of it.",
    auth: "signed",
    body: HolderDeclaration,
    answers: { 200: jsonAnswer("As it is kept.", HolderDeclaration) },
  }),
  ehdsAccessLog: about({
    summary: "Who opened records under a permit, refusals included (Art. 73(1)(e)); for the access body.",
    auth: "signed",
    answers: {
      200: jsonAnswer(
        "Newest first.",
        z.strictObject({
          entries: z.array(z.strictObject({ account, granted: z.boolean(), asked_at: seconds })),
        }),
      ),
    },
  }),
  ehdsAlarmPut: about({
    summary: "A sign of an attack in an order under a permit (Art. 61(3)), from the owner of its dataset.",
    auth: "signed",
    body: Alarm,
    answers: {
      200: jsonAnswer("It was there already.", z.strictObject({ orderId: decimal })),
      201: jsonAnswer("It is kept.", z.strictObject({ orderId: decimal })),
    },
  }),
  ehdsAlarms: about({
    summary: "Alarms about orders under the access body's permits.",
    auth: "signed",
    answers: { 200: jsonAnswer("Newest first.", z.strictObject({ alarms: z.array(alarm) })) },
  }),
  ehdsExport: about({
    summary: "A page of a country's public register for another country's contact point (Art. 75); ?offset=.",
    answers: { 200: jsonAnswer("The page; its sha256 is its ETag.", RegisterExchange) },
  }),
  ehdsImport: about({
    summary: "An access body takes a page of another country's register over.",
    auth: "signed",
    body: RegisterExchange,
    answers: { 201: jsonAnswer("It is kept under its sha256.", z.strictObject({ digest: hash })) },
  }),
  ehdsImports: about({
    summary: "Pages of other countries' registers that were taken over.",
    answers: { 200: jsonAnswer("Newest first.", z.strictObject({ imports: z.array(imported) })) },
  }),
  ehdsImported: about({
    summary: "A page of another country's register, by its sha256.",
    answers: { 200: jsonAnswer("The page.", RegisterExchange) },
  }),
};
