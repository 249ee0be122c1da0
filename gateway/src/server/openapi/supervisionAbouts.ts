import { HolderDeclaration, RegisterExchange } from "@symbolon/protocol";
import { z } from "zod";
import { Alarm } from "../../permits/supervision/alarms.ts";
import { SHAPES } from "./answerShapes.ts";
import { jsonAnswer } from "./jsonAnswer.ts";
import type { RouteAbout } from "./routeAbout.ts";

const { account, count, country, decimal, hash, seconds } = SHAPES;
const about = (rest: Omit<RouteAbout, "tag">): RouteAbout => ({ tag: "ehds", ...rest });
const duties = z.strictObject({
  datasetId: decimal,
  declaration: HolderDeclaration,
  declaredAt: seconds,
  isInScope: z.boolean(),
  review: z.strictObject({ dueOn: z.string(), state: z.enum(["reviewed", "due-soon", "overdue"]) }),
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
const access = z.strictObject({ account, granted: z.boolean(), asked_at: seconds });
const imported = z.strictObject({
  digest: hash,
  country,
  entries: count,
  made_at: seconds,
  imported_by: account,
  imported_at: seconds,
});

/** Descriptions of the routes about holders' duties, supervision and exchange with other countries (docs/EHDS.md), by name. */
export const SUPERVISION_ABOUTS: Readonly<Record<string, RouteAbout>> = {
  ehdsDatasets: about({
    summary: "What holders declare of their datasets, the oldest review first; ?first= and ?offset=.",
    answers: { 200: jsonAnswer("The datasets.", z.strictObject({ datasets: z.array(duties) })) },
  }),
  ehdsDataset: about({
    summary:
      "A holder's declaration, the state of its yearly review (Art. 60(3)), and who trusts the holder (Art. 72).",
    answers: { 200: jsonAnswer("The dataset.", duties) },
  }),
  ehdsDeclare: about({
    summary: "The dataset's owner declares its class, sources, protected columns and last review.",
    auth: "signed",
    body: HolderDeclaration,
    answers: { 200: jsonAnswer("As it is kept.", HolderDeclaration) },
  }),
  ehdsAccessLog: about({
    summary:
      "Who asked for access to records under a case's permit (Art. 73(1)(e)), for the access body; ?first= and ?offset=.",
    auth: "signed",
    answers: { 200: jsonAnswer("Newest first.", z.strictObject({ entries: z.array(access) })) },
  }),
  ehdsAlarmPut: about({
    summary: "A hospital tells of a sign of an attack in an order under a permit (Art. 61(3)).",
    auth: "signed",
    body: Alarm,
    answers: {
      200: jsonAnswer("It was told before.", z.strictObject({ orderId: decimal })),
      201: jsonAnswer("It is kept.", z.strictObject({ orderId: decimal })),
    },
  }),
  ehdsAlarms: about({
    summary: "Alarms about orders under an access body's permits; ?first= and ?offset=.",
    auth: "signed",
    answers: { 200: jsonAnswer("Newest first.", z.strictObject({ alarms: z.array(alarm) })) },
  }),
  ehdsExport: about({
    summary:
      "A country's register and its datasets' catalogue digests, for other contact points (Art. 75); ?offset=.",
    answers: { 200: jsonAnswer("A hundred entries at most, newest first.", RegisterExchange) },
  }),
  ehdsImport: about({
    summary: "An access body of this hub keeps another country's register.",
    auth: "signed",
    body: RegisterExchange,
    answers: { 201: jsonAnswer("The document's sha256.", z.strictObject({ digest: hash })) },
  }),
  ehdsImports: about({
    summary: "Registers of other countries that are kept here.",
    answers: { 200: jsonAnswer("Newest first.", z.strictObject({ imports: z.array(imported) })) },
  }),
  ehdsImported: about({
    summary: "A register of another country, as it came.",
    answers: { 200: jsonAnswer("The document.", RegisterExchange) },
  }),
};
