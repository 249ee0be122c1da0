import { HolderExcluded } from "../../generated/PermitRegistry/PermitRegistry";
import { DataPermit, Exclusion } from "../../generated/schema";
import { accountId, numberId } from "../common/ids";
import { toI64 } from "../common/numbers";
import { recordExclusion } from "./permit";

/** The account's exclusion as it is now, and its place in the permit's history; nothing for a permit that was never seen. */
export function excludeHolder(event: HolderExcluded): void {
  const params = event.params;
  const permit = DataPermit.load(numberId(params.permitId));
  if (permit == null) return;
  const exclusion = new Exclusion(accountId(params.holder));
  exclusion.permit = permit.id;
  exclusion.issuer = permit.issuer;
  exclusion.until = toI64(params.until);
  exclusion.reasonHash = params.reasonHash;
  exclusion.timestamp = toI64(event.block.timestamp);
  exclusion.tx = event.transaction.hash;
  exclusion.save();
  recordExclusion(event, params.permitId, params.reasonHash);
}
