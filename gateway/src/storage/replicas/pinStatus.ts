import { parseCid } from "../../ipfs/parseCid.ts";
import type { StorageContext } from "../storageContext.ts";
import { type ReplicaState, replicaTable } from "./replicaTable.ts";

/** How well a content is kept: pinned once as many back ends confirm as the settings ask for. Times in unix seconds, 0 for never. */
export type PinStatus = {
  readonly cid: string;
  readonly status: "pinned" | "pending" | "ending";
  readonly wanted: number;
  readonly confirmed: number;
  readonly replicas: readonly {
    readonly backend: string;
    readonly state: ReplicaState;
    readonly sampledAt: number;
    readonly verifiedAt: number;
  }[];
};

/** PinStatus of a content this hub keeps, null for any other. Throws E9009 for what is no CID. */
export async function pinStatus(
  context: Pick<StorageContext, "database" | "backends" | "replicas">,
  cid: string,
): Promise<PinStatus | null> {
  const name = parseCid(cid).toString();
  const [content] = await context.database.query<{ ending: boolean }>(
    "SELECT ending FROM gateway.stored_content WHERE cid = $1",
    [name],
  );
  if (content === undefined) return null;
  const configured = new Set(context.backends.map(({ name: backend }) => backend));
  const replicas = (await replicaTable(context.database).of(name)).filter(({ backend }) =>
    configured.has(backend),
  );
  const confirmed = replicas.filter(({ state }) => state === "pinned").length;
  return {
    cid: name,
    status: content.ending ? "ending" : confirmed >= context.replicas ? "pinned" : "pending",
    wanted: context.replicas,
    confirmed,
    replicas: replicas.map(({ backend, state, sampled_at, verified_at }) => ({
      backend,
      state,
      sampledAt: sampled_at,
      verifiedAt: verified_at,
    })),
  };
}
