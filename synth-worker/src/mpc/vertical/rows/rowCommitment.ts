import { fromHex, type Hex } from "@symbolon/protocol";
import { commitmentOf } from "../../commitmentOf.ts";

/** One component of a hospital's shared columns, as both of its holders get it. Components 0 and 1 are seeds, 2 is words. */
export type RowComponent = { readonly salt: Uint8Array; readonly bytes: Uint8Array };

/** The commitment to one component: bound to the job (its digest), the holder and its place 0 to 2. */
export function rowCommitment(job: Hex, holder: number, index: number, component: RowComponent): Hex {
  const { salt, bytes } = component;
  return commitmentOf("symbolon/vertical-rows/1", [fromHex(job), String(holder), String(index), salt, bytes]);
}
