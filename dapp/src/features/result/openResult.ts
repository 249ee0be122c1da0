import {
  byteDigest,
  fromHex,
  type Hex,
  openArtifactStream,
  resultContext,
  SymbolonError,
} from "@symbolon/protocol";
import type { SealedResult } from "../../data/gateway/fetchResult.ts";
import { recordCounter } from "./recordCounter.ts";
import type { ResultSink } from "./resultSink.ts";

/** Decrypted result whose hash equals the one on chain; `blob` is read from where it lies. */
export type OpenedResult = {
  readonly blob: Blob;
  readonly hash: Hex;
  readonly fileName: string;
  /** Lines of a file of records, header included; of a statistic without meaning. */
  readonly lines: number;
};

/**
 * Decrypts a sealed result while it arrives, writes it to `sink`, and compares its sha256 with `outputHash` read from the chain; memory does not grow with
 * the file. Throws E5003 when the key does not fit or a byte was changed, E7001 when the file is not the one the nodes signed; what was written is thrown away then.
 */
export async function openResult(
  { release, ciphertext }: Pick<SealedResult, "release" | "ciphertext">,
  privateKey: Hex,
  order: { readonly chainId: number; readonly orderId: bigint; readonly outputHash: Hex },
  sink: ResultSink,
  onProgress: (bytes: number) => void = () => undefined,
): Promise<OpenedResult> {
  const digest = byteDigest();
  const counter = recordCounter();
  let bytes = 0;
  try {
    const keys = {
      wrappedKey: fromHex(release.wrappedKey),
      privateKey,
      context: resultContext(order.chainId, order.orderId),
    };
    for await (const piece of openArtifactStream(ciphertext, keys)) {
      digest.update(piece);
      counter.add(piece);
      bytes += piece.length;
      await sink.write(piece);
      onProgress(bytes);
    }
    const hash = digest.digest();
    if (hash !== order.outputHash.toLowerCase())
      throw new SymbolonError("E7001", { actual: hash, expected: order.outputHash });
    return { blob: await sink.finish(), hash, fileName: release.fileName, lines: counter.total() };
  } catch (error) {
    await sink.discard().catch(() => undefined);
    throw error;
  }
}
