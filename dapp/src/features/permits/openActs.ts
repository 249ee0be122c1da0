import {
  ACT_RULES,
  type AccessBody,
  type ActKind,
  type Actor,
  type DataRequestAct,
  type DataRequestCase,
  decisionDueAt,
  monthsBefore,
  type Proceeding,
  REQUEST_RULES,
  stateAt,
} from "@symbolon/protocol";

/** Name of an act, of either lane. */
export type ActName = ActKind | DataRequestAct["kind"];

/** Acts that come with another act by the hub's rules, so that nobody has a button for them (Art. 68(7)). */
export const HUB_ACTS: readonly ActName[] = ["data-requested"];

/**
 * The acts that who is in a case as `actors` may take at `now` (unix seconds): the protocol's rules of state and actor, less those that what has
 * happened so far leaves nothing for, as a second acceptance. Whether the content fits the hub and the state machine say.
 */
export function openActs(
  state: Proceeding | DataRequestCase,
  actors: readonly Actor[],
  body: AccessBody,
  now: number,
): ReadonlySet<ActName> {
  if (state.lane === "request") return openInRequest(state, actors);
  const at = stateAt(state, now, body);
  const kinds = (Object.keys(ACT_RULES) as ActKind[]).filter((kind) => {
    const { by, from } = ACT_RULES[kind];
    const isTheirs = by.some((actor) => actors.includes(actor));
    return isTheirs && from.includes(at) && !HUB_ACTS.includes(kind) && isUseful(kind, state, body, now);
  });
  return new Set(kinds);
}

function openInRequest(state: DataRequestCase, actors: readonly Actor[]): ReadonlySet<ActName> {
  const kinds = (Object.keys(REQUEST_RULES) as DataRequestAct["kind"][]).filter((kind) => {
    const { by, from } = REQUEST_RULES[kind];
    if (!actors.includes(by) || !from.includes(state.phase)) return false;
    if (kind === "approved") return state.quote?.acceptedAt != null;
    return kind !== "quote-accepted" || state.quote?.acceptedAt === null;
  });
  return new Set(kinds);
}

function isUseful(kind: ActKind, state: Proceeding, body: AccessBody, now: number): boolean {
  const { quote, permit, deliveries, finding } = state;
  switch (kind) {
    case "time-extended":
      return state.timeExtendedAt === null && now < decisionDueAt(state, body);
    case "forwarded":
      return (
        state.forwardedAt === null && state.datasetIds.length === 1 && (body.trustedHolders ?? []).length > 0
      );
    case "proposal-made":
      return state.forwardedAt !== null && state.proposal === null;
    case "quote-accepted":
      return quote?.acceptedAt === null;
    case "cost-incurred":
      return (
        quote?.acceptedAt != null &&
        quote.lines.some(({ totalCents }, i) => quote.incurredCents[i]! < BigInt(totalCents))
      );
    case "answer-offered":
      return state.answerOfferedAt === null;
    case "answer-agreed":
      return state.answerOfferedAt !== null;
    case "holder-extended":
      return deliveries.some(({ deliveredAt, extraMonths }) => deliveredAt === null && extraMonths === 0);
    case "delivered":
      return deliveries.some(({ deliveredAt }) => deliveredAt === null);
    case "fee-disputed":
      return state.feeDisputedAt === null;
    case "fee-set":
      return state.feeDisputedAt !== null;
    case "finding-answered":
      return finding?.answeredAt === null;
    case "revoked":
    case "fined":
      return finding !== null;
    case "extension-requested":
      return (
        permit !== null &&
        !permit.extended &&
        state.extensionRequested === null &&
        now < monthsBefore(permit.validUntil, 1, body)
      );
    case "extended":
      return state.extensionRequested !== null;
    case "amendment-requested":
      return state.amendmentRequestedAt === null;
    case "amended":
      return state.amendmentRequestedAt !== null;
    case "processing-completed":
      return state.completedAt === null;
    case "results-published":
    case "results-extended":
      return state.resultsAt === null;
    default:
      return true;
  }
}
