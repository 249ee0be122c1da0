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
