import { type Hex, toHex } from "@symbolon/protocol";
import { linkDigests } from "../linkDigests.ts";
import type { JointResult } from "../runJoint.ts";
import { partDocument } from "./partDocument.ts";
import type { PartsDocument } from "./partsDocument.ts";
import type { PartsPlan } from "./planParts.ts";
import type { PartsResult } from "./runParts.ts";

/**
 * The result of a job in looks as the document that is published; `transcripts` are those of the three results, in the nodes' order. All
 * three nodes make the same document, so each can sign its digest. Throws E4020 when the two ends of a link had different messages.
 */
export function partsDocumentOf(
  { order, rhoMicro }: PartsPlan,
  { mode, guarantee, inputs, opened }: Omit<PartsResult<unknown>, "value">,
  told: {
    readonly chainId: number;
    readonly nodes: readonly Hex[];
    readonly transcripts: readonly JointResult["transcripts"][];
  },
): PartsDocument {
  return {
    format: "symbolon-joint-openings/1",
    chainId: told.chainId,
    orderId: order.orderId,
    subject: order.subject,
    security: mode,
    guarantee,
    epsilon: order.epsilon,
    delta: order.delta,
    rhoMicro: rhoMicro.toString(),
    mostPatients: order.mostPatients,
    openings: opened.map(({ entry, opening, chain }) => ({
      what: entry.what,
      picoRho: entry.picoRho,
      delta: entry.delta,
      part:
        opening === null
          ? null
          : { ...partDocument(opening.part), inputs: opening.inputs, numbers: [...opening.numbers] },
      chain,
    })),
    transcriptRoot: opened.at(-1)!.chain,
    datasetIds: [...inputs.accepted],
    refused: inputs.refused.map((each) => ({ ...each })),
    inputsDigest: inputs.digest,
    nodes: [...told.nodes],
    links: linkDigests(order.orderId, told.transcripts).map(toHex),
  };
}
