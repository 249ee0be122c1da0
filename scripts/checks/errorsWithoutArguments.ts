/**
 * Custom errors that carry nothing, and why: all others carry the values that offend. An error whose name says that
 * something is zero or empty is told by its name.
 */
export const errorsWithoutArguments: Readonly<Record<string, string>> = {
  AccessNotTransferable: "no transfer is possible, whatever it names",
  ConsentBadProof: "the offending value is the proof, which the caller sent",
  EquivocationSameReport: "both reports are one; there is nothing to tell apart",
  WorkerEndpointInvalid: "the offending value is a text, which the caller sent",
};

/** Names that say the offending value. */
export const NAMES_ITS_VALUE = /Zero|Empty/;
