import type {
  AwaitingKeyCommitments,
  AwaitingKeyOpenings,
  ForNeighbours,
  KeyCommitmentMessage,
  KeyOpeningMessage,
} from "./keySetupState.ts";

/** Takes both neighbours' commitments; only now the own contributions leave the state as messages. */
export function acceptKeyCommitments(
  state: AwaitingKeyCommitments,
  theirs: ForNeighbours<KeyCommitmentMessage>,
): { state: AwaitingKeyOpenings; messages: ForNeighbours<KeyOpeningMessage> } {
  return { state: { ...state, step: "awaitingKeyOpenings", theirs }, messages: state.own };
}
