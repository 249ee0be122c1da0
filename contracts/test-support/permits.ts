import { id } from "ethers";
import { eventOf, send } from "./contractCalls.ts";
import type { Stage } from "./createStage.ts";

/** What the access body decides in the tests; a test names what it changes. */
export async function decision(stage: Stage, overrides: Record<string, unknown> = {}) {
  const validFrom = await stage.now();
  return {
    holder: stage.actors.buyer.address,
    applicationHash: id("application"),
    decisionHash: id("decision"),
    purposesMask: 0b11000,
    criteriaMask: 0xff,
    optOutException: false,
    validFrom,
    validUntil: validFrom + 365 * 86_400,
    datasetIds: [1n],
    ...overrides,
  };
}

/** Issues a data permit as the access body and returns its id. */
export async function issuePermit(stage: Stage, overrides: Record<string, unknown> = {}): Promise<bigint> {
  const args = await decision(stage, overrides);
  const receipt = await send(stage, stage.actors.accessBody, "permitRegistry", "issue", args);
  return eventOf(stage, "permitRegistry", "PermitIssued", receipt).permitId as bigint;
}

/** Revokes a data permit of the stage's buyer after a hearing that its answer ended (Art. 63(2)). */
export async function revokePermit(stage: Stage, permitId: bigint): Promise<void> {
  const { accessBody, buyer } = stage.actors;
  await send(stage, accessBody, "permitRegistry", "notifyFinding", permitId, id("finding"));
  await send(stage, buyer, "permitRegistry", "answerFinding", permitId, id("answer"));
  await send(stage, accessBody, "permitRegistry", "revoke", permitId, id("reason"));
}
