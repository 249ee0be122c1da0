import { notInPlace } from "../rss/notInPlace.ts";
import type { Party } from "../rss/party.ts";
import type { Shared } from "../rss/shared.ts";
import { copyShared } from "./copyShared.ts";

/** NOT x on new memory: no traffic. */
export function notShared(party: Pick<Party, "index">, x: Shared): Shared {
  return notInPlace(party, copyShared(x));
}
