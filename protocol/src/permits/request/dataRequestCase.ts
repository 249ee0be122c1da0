import { z } from "zod";
import type { Hex } from "../../content/hex.ts";
import { bytes32, decimal } from "../../messages/scalars.ts";
import { boundedWords } from "../documents/applicationParts.ts";
import { CostQuote } from "../documents/costQuote.ts";
import { StatisticalAnswer } from "./statisticalAnswer.ts";

const act = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ kind: z.literal(kind), ...shape });

/** Everything that happens with a data request before one access body (Regulation (EU) 2025/327 Art. 69). */
export const DataRequestAct = z.discriminatedUnion("kind", [
  act("submitted", { requestHash: bytes32, datasetIds: z.array(decimal).min(1) }),
  act("quoted", { quote: CostQuote }),
  act("quote-accepted", { quoteHash: bytes32 }),
  act("approved", { note: boundedWords }),
  act("refused", { justification: boundedWords }),
  act("withdrawn", {}),
  act("answered", { answer: StatisticalAnswer }),
  act("results-published", {
    url: z.url({ protocol: /^https$/ }),
    digest: bytes32,
    acknowledgement: boundedWords,
  }),
]);
export type DataRequestAct = z.infer<typeof DataRequestAct>;

/**
 * A data request: it has no permit, no persons and no environment, and no act gives it any. Times in unix seconds. `approvedAt` is what
 * opt-outs are compared with (Art. 71(3)).
 */
export type DataRequestCase = {
  readonly lane: "request";
  readonly phase: "SUBMITTED" | "QUOTED" | "APPROVED" | "REFUSED" | "WITHDRAWN" | "ANSWERED" | "CLOSED";
  readonly sequence: number;
  readonly lastActAt: number;
  readonly requestHash: Hex;
  readonly datasetIds: readonly string[];
  readonly submittedAt: number;
  readonly quote: {
    readonly hash: Hex;
    readonly totalCents: bigint;
    readonly acceptedAt: number | null;
  } | null;
  readonly approvedAt: number | null;
  readonly decidedAt: number | null;
  readonly answeredAt: number | null;
  readonly answer: StatisticalAnswer | null;
  readonly resultsAt: number | null;
};
