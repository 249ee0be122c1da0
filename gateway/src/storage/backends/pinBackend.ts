import type { CID } from "multiformats/cid";
import type { ContentStore } from "../../adapters/contentStore.ts";
import type { UnixfsBlockstore } from "../../adapters/verifiedBlockstore.ts";

/** What a back end says of a content: kept, promised (a service that fetches it by itself), given up, or none of it. */
export type PinState = "pinned" | "pending" | "failed" | "absent";

/**
 * A place that keeps content. Everything may be asked for again: the same answer, no second pin. What goes out to the back end throws E5004 when it
 * does not answer, E5001 when content is missing there, E5006 when it cannot keep it.
 */
export interface PinBackend {
  /** As in the settings; closed set, used as a label of metrics. */
  readonly name: string;
  /** Blocks as they lie there, hashed before they are handed on; null when this back end offers no way to read. Asks no other node for them. */
  readonly blocks: UnixfsBlockstore | null;
  /** Adds whole files; null when this back end fetches content by itself. */
  readonly store: ContentStore | null;
  /** Writes one block, in place of a damaged one too; null when this back end fetches content by itself. */
  putBlock: ((cid: CID, bytes: Uint8Array<ArrayBuffer>) => Promise<void>) | null;
  /** Asks it to keep the content, blocks of which it has or can fetch. */
  pin(cid: CID): Promise<PinState>;
  state(cid: CID): Promise<PinState>;
  /** Ends every pin of the content here; nothing happens when there is none. */
  unpin(cid: CID): Promise<void>;
  /** Deletes what nobody pins; number of blocks deleted, null where the back end sees to that by itself. */
  collectGarbage(): Promise<number | null>;
}
