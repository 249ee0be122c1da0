import type { Hex } from "@symbolon/protocol";
import type { BitDealing } from "../../mpc/rss/inputs/shareBits.ts";
import { stopped } from "../../mpc/rss/stopped.ts";
import type { EntropySource } from "../../random/entropySource.ts";
import type { MeasuredPart } from "./measuredPart.ts";
import type { PartsOpener } from "./partsOpener.ts";
import type { PartsPlan } from "./planParts.ts";
import { shareParts } from "./shareParts.ts";

/** What a hospital does around its program. */
export type HospitalHooks = {
  /**
   * Sends one look's packages to the nodes, each sealed for its eyes, and the commitments. A look that was sent before is sent with the
   * same bytes.
   */
  readonly send: (look: number, dealing: BitDealing) => Promise<void> | void;
  /** What each of the three nodes says that a look opened, in the nodes' order. */
  readonly opened: (look: number) => Promise<readonly (readonly Float64Array[])[]>;
};

/**
 * A hospital's side: its vectors leave the house as shares alone, and what it learns are the openings, which all three nodes must tell
 * alike. Throws E4020 when they do not, or tell something that is no answer to the look; and as the hooks and shareParts throw.
 */
export function hospitalOpener(
  plan: PartsPlan,
  told: {
    readonly job: Hex;
    readonly datasetId: string;
    readonly entropy: EntropySource;
    /** Whether the nodes' noise protects somebody; the same at all parties. */
    readonly guarantee: boolean;
  },
  hooks: HospitalHooks,
): PartsOpener {
  let looks = 0;
  return {
    guarantee: told.guarantee,
    async open(parts, exact) {
      const look = looks++;
      await hooks.send(look, shareParts({ plan, ...told, look, parts, vectors: await exact() }));
      const answers = await hooks.opened(look);
      const { orderId } = plan.order;
      if (answers.length !== 3 || !answers.every((answer) => answersParts(answer, parts)))
        throw stopped(orderId, `a node's answer to look ${look + 1} is none`);
      const [first, ...others] = answers;
      if (others.some((other) => other.some((sums, p) => !isSame(sums, first![p]!))))
        throw stopped(orderId, `the nodes tell look ${look + 1} differently`);
      return first!;
    },
  };
}

function answersParts(answer: readonly Float64Array[], parts: readonly MeasuredPart[]): boolean {
  return (
    answer.length === parts.length &&
    answer.every((sums, p) => sums.length === parts[p]!.cells && sums.every(Number.isFinite))
  );
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.every((sum, cell) => sum === b[cell]);
}
