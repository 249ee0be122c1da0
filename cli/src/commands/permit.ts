import { orderTopics, PURPOSES, SymbolonError } from "@symbolon/protocol";
import { contractError } from "../shared/contractError.ts";
import type { MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";

/** IPermitRegistry.State by number. */
const STATES = ["NONE", "ACTIVE", "SUSPENDED", "REVOKED"] as const;

type DataPermit = {
  issuer: string;
  holder: string;
  state: bigint;
  extended: boolean;
  version: bigint;
  purposesMask: bigint;
  approvedAt: bigint;
  validFrom: bigint;
  validUntil: bigint;
  decisionHash: string;
};

/**
 * `symbolon permit ID`: a data permit (Regulation (EU) 2025/327 Art. 68) as the chain has it: who may use which datasets for what, until
 * when. Throws E3005 for an unknown number.
 */
export async function permit(
  connection: MarketConnection,
  options: { permitId: bigint },
  out: Output,
): Promise<void> {
  const { permitId } = options;
  const { permits, provider, deployment } = connection;
  try {
    const data = (await permits.getFunction("permitOf").staticCall(permitId)) as DataPermit;
    const state = STATES[Number(data.state)] ?? "NONE";
    if (state === "NONE") throw new SymbolonError("E3005", { permitId, reason: "there is no such permit" });
    // Topics of an order's events and of a permit's have one form: any event, the number first.
    const logs = await provider.getLogs({
      address: deployment.contracts.permitRegistry,
      topics: orderTopics(permitId),
      fromBlock: deployment.startBlock,
      toBlock: "latest",
    });
    const events = logs.map((log) => permits.interface.parseLog(log));
    const last = events.findLast(
      (event) => event?.name === "PermitAmended" || event?.name === "PermitIssued",
    );
    const datasetIds: bigint[] = [...(last?.args.datasetIds ?? last?.args.decision?.datasetIds ?? [])];
    const mask = Number(data.purposesMask);
    const purposes = PURPOSES.filter((purpose) => (mask & (1 << purpose.bit)) !== 0);
    const { holder, issuer, version, extended, decisionHash } = data;
    const [approvedAt, validFrom, validUntil] = [data.approvedAt, data.validFrom, data.validUntil].map(
      Number,
    );
    out.result(
      {
        permitId,
        state,
        holder,
        issuer,
        version,
        extended,
        purposes: purposes.map((purpose) => purpose.code),
        datasetIds,
        approvedAt,
        validFrom,
        validUntil,
        decisionHash,
      },
      [
        `permit ${permitId}: ${state}, version ${version}, of ${holder}, issued by ${issuer}`,
        `  datasets ${datasetIds.join(", ")}`,
        `  purposes ${purposes.map((purpose) => `${purpose.label} (Art. 53(1)(${purpose.point}))`).join(", ")}`,
        `  valid ${isoTime(validFrom)} to ${isoTime(validUntil)}${extended ? ", extended once" : ""}; decision ${decisionHash}`,
      ],
    );
  } catch (cause) {
    throw contractError(cause);
  }
}

function isoTime(seconds = 0): string {
  return new Date(seconds * 1000).toISOString();
}
