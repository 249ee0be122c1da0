import { useState } from "react";
import { useSession } from "./useSession.ts";

/**
 * A number that grows when an account that was connected is left, for another or for none. As a component's key it makes what that account saw and typed be
 * forgotten; connecting a first account forgets nothing.
 */
export function useAccountEpoch(): number {
  const { account } = useSession();
  const [seen, setSeen] = useState({ account, epoch: 0 });
  if (seen.account === account) return seen.epoch;
  const next = { account, epoch: seen.epoch + (seen.account === undefined ? 0 : 1) };
  setSeen(next);
  return next.epoch;
}
