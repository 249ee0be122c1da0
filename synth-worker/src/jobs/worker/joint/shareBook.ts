import { join } from "node:path";
import {
  fromHex,
  type Hex,
  hpkeOpen,
  type RequestSignature,
  type ShareMessage,
  SymbolonError,
  shareContext,
  toHex,
} from "@symbolon/protocol";
import type { ReceivedTables } from "../../../joint/acceptTables.ts";
import { stateFile } from "../../shared/stateFile.ts";

/** What a hospital sent this node, as it came: still sealed, with the signature that covers it. */
export type StoredShare = {
  readonly message: ShareMessage;
  readonly signature: Pick<RequestSignature, "signer" | "expires" | "signature">;
  /**
   * The package itself, where this node did not get it from the hospital but took it over from the nodes that stayed (takeOver.ts): the message then is
   * one of theirs.
   */
  readonly taken?: Uint8Array;
};

type OnDisk = Omit<StoredShare, "taken"> & { readonly taken?: Hex };

/** The hospitals' shares of one claim, one file each. */
export type ShareBook = {
  /** Datasets whose shares are here, in the order's sequence. */
  readonly present: () => readonly string[];
  /** Keeps a share, on disk when it returns. The first one of a dataset stands: E4002 for another. */
  readonly keep: (share: StoredShare) => Promise<void>;
  readonly stored: (datasetId: string) => Promise<Omit<StoredShare, "taken"> | null>;
  /** All shares, unsealed. A blob that this node's key does not open is left out, as if it had not come. */
  readonly open: () => Promise<ReceivedTables[]>;
};

/** The book in a claim's folder. */
export async function openShareBook(input: {
  readonly folder: string;
  readonly datasetIds: readonly string[];
  readonly orderId: bigint;
  readonly chainId: number;
  readonly account: Hex;
  readonly privateKey: Hex;
}): Promise<ShareBook> {
  const { folder, datasetIds, orderId, chainId, account, privateKey } = input;
  const fileOf = (datasetId: string) => stateFile<OnDisk>(join(folder, `share-${datasetId}.json`));
  const here = new Set<string>();
  for (const datasetId of datasetIds) if ((await fileOf(datasetId).read()) !== null) here.add(datasetId);
  return {
    present: () => datasetIds.filter((datasetId) => here.has(datasetId)),
    async keep(share) {
      const { datasetId } = share.message;
      if (here.has(datasetId)) throw new SymbolonError("E4002", { datasetId, orderId });
      // Taken before the file is written, so that of two at once one is refused.
      here.add(datasetId);
      try {
        const { taken, ...rest } = share;
        await fileOf(datasetId).write(taken === undefined ? rest : { ...rest, taken: toHex(taken) });
      } catch (error) {
        here.delete(datasetId);
        throw error;
      }
    },
    async stored(datasetId) {
      const { taken: _, ...share } = (await fileOf(datasetId).read()) ?? { taken: undefined };
      return "message" in share ? share : null;
    },
    async open() {
      const received: ReceivedTables[] = [];
      for (const datasetId of datasetIds) {
        const share = await fileOf(datasetId).read();
        if (share === null) continue;
        const { commitments, sealed } = share.message;
        if (share.taken !== undefined) {
          received.push({ datasetId, commitments: commitments as Hex[], package: fromHex(share.taken) });
          continue;
        }
        const context = shareContext(chainId, orderId, BigInt(datasetId), account);
        try {
          const opened = await hpkeOpen(privateKey, fromHex(sealed), context);
          received.push({ datasetId, commitments: commitments as Hex[], package: opened });
        } catch (error) {
          if (!(error instanceof SymbolonError)) throw error;
        }
      }
      return received;
    },
  };
}
