import { id } from "ethers";
import { send } from "../test-support/contractCalls.ts";
import type { Stage } from "../test-support/createStage.ts";
import { decision } from "../test-support/permits.ts";
import { EHDS, publish } from "../test-support/sale.ts";
import type { GasBook } from "./gasRow.ts";

/** What an access body does with permits, and a hospital with opt-outs. */
export async function measurePermits(stage: Stage, book: GasBook): Promise<void> {
  const { accessBody, buyer, hospitalA } = stage.actors;
  await publish(stage, hospitalA, EHDS);
  await publish(stage, hospitalA, EHDS);
  const body = (method: string, ...args: unknown[]) =>
    send(stage, accessBody, "permitRegistry", method, ...args);
  await book.note("issue a permit, one dataset", body("issue", await decision(stage)));
  await book.note(
    "issue a permit, two datasets",
    body("issue", await decision(stage, { datasetIds: [1n, 2n] })),
  );
  await book.note("amend a permit", body("amend", 1n, id("decision 2"), 0b1000, [1n]));
  const { validUntil } = await decision(stage);
  await book.note(
    "extend a permit",
    body("extend", 1n, id("decision 3"), validUntil + 86_400, await stage.now()),
  );
  await book.note("suspend a permit", body("suspend", 1n, id("reason")));
  await book.note("resume a permit", body("resume", 1n));
  await book.note("notify a finding", body("notifyFinding", 1n, id("finding")));
  await book.note(
    "answer a finding",
    send(stage, buyer, "permitRegistry", "answerFinding", 1n, id("answer")),
  );
  await book.note("revoke a permit", body("revoke", 1n, id("reason")));
  await book.note("exclude a holder", body("exclude", 1n, id("reason"), validUntil));
  const anchor = () => send(stage, hospitalA, "consentRegistry", "anchorOptOutRoot", 1n, id("list"));
  await book.note("anchor an opt-out list, cold", anchor());
  await book.note("anchor an opt-out list, warm", anchor());
}
