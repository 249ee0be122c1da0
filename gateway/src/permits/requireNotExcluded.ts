import { type Hex, ProceedingAct, SymbolonError } from "@symbolon/protocol";
import type { PermitContext } from "./permitContext.ts";

/**
 * Whether an account may apply: it is not excluded from access (Regulation (EU) 2025/327 Art. 63(3)), neither on chain, by whatever access
 * body, nor by a revocation in this hub that the chain does not have yet. Throws E3015, E6001.
 */
export async function requireNotExcluded(context: PermitContext, account: Hex): Promise<void> {
  const [anchored, rows] = await Promise.all([
    context.chain.excludedUntil(account),
    context.database.query<{ body: string }>(
      `SELECT a.body FROM gateway.permit_act a JOIN gateway.permit_case c USING (application_hash, country)
       WHERE c.account = $1 AND a.kind = 'revoked'`,
      [account],
    ),
  ]);
  const recorded = rows.map(({ body }) => {
    const act = ProceedingAct.parse(JSON.parse(body));
    return act.kind === "revoked" ? (act.excludedUntil ?? 0) : 0;
  });
  const until = Math.max(anchored, ...recorded);
  if (until >= context.now())
    throw new SymbolonError("E3015", { account, until: new Date(until * 1000).toISOString() });
}
