import { join } from "node:path";
import {
  FILE_PART_BYTES,
  type FileMessage,
  fileContext,
  fromHex,
  hpkeOpen,
  type Origin,
} from "@symbolon/protocol";
import { stateFile } from "../shared/stateFile.ts";
import type { FileClaim } from "./claims.ts";
import type { WorkerNode } from "./workerNode.ts";

const partFile = (claim: FileClaim, part: number) =>
  stateFile<FileMessage>(join(claim.folder, `file-${part}.json`));

/** How many messages a file takes. */
export const partsOf = ({ bytes }: Pick<Origin, "bytes">): number => Math.ceil(bytes / FILE_PART_BYTES);

/** One part as its sender sealed it to this node. Throws E5003 for one that is not sealed to this node, for this order and place. */
export async function openPart(
  { chain, hpke }: WorkerNode,
  { orderId, datasetId, part, sealed }: FileMessage,
): Promise<Uint8Array> {
  const context = fileContext(chain.chainId, BigInt(orderId), BigInt(datasetId), chain.account, part);
  return hpkeOpen(hpke.privateKey, fromHex(sealed), context);
}

/** Keeps one part of a hospital's file, sealed as it came; the first copy stands. */
export async function keepPart(claim: FileClaim, message: FileMessage): Promise<void> {
  const file = partFile(claim, message.part);
  if ((await file.read()) === null) await file.writeOnce(message);
}

/** All parts of the hospital's file in their order, sealed; null while one is missing. */
export async function readParts(claim: FileClaim): Promise<FileMessage[] | null> {
  const first = await partFile(claim, 0).read();
  if (first === null) return null;
  const all = [first];
  while (all.length < partsOf(first.origin)) {
    const next = await partFile(claim, all.length).read();
    if (next === null) return null;
    all.push(next);
  }
  return all;
}
