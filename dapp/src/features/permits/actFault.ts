import {
  type AccessBody,
  type Actor,
  applyAct,
  type Proceeding,
  ProceedingAct,
  SymbolonError,
} from "@symbolon/protocol";

/**
 * Why an act cannot be taken now, in the words of the protocol's schema or of its state machine, which the hub asks too; null for one that can be.
 * `now` is in unix seconds.
 */
export function actFault(
  state: Proceeding,
  act: ProceedingAct,
  by: Actor,
  body: AccessBody,
  now: number,
): string | null {
  const parsed = ProceedingAct.safeParse(act);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    return sentence(`${path.at(-1) === undefined ? "" : `${String(path.at(-1))}: `}${message}`);
  }
  try {
    applyAct(state, { act: parsed.data, by, at: Math.max(now, state.lastActAt) }, body);
    return null;
  } catch (error) {
    if (!(error instanceof SymbolonError) || error.code !== "E3010") throw error;
    return sentence(String(error.details.reason));
  }
}

function sentence(reason: string): string {
  return `${reason[0]!.toUpperCase()}${reason.slice(1)}.`;
}
