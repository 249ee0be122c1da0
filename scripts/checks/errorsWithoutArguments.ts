/**
 * Custom errors that carry nothing, and why: all others carry the values that offend. An error whose name says that
 * something is zero or empty is told by its name.
 */
export const errorsWithoutArguments: Readonly<Record<string, string>> = {
  AccessNotTransferable: "no transfer is possible, whatever it names",
  ConsentBadProof: "the offending value is the proof, which the caller sent",
  EquivocationSameReport: "both reports are one; there is nothing to tell apart",
  JobNodesInvalid: "the offending values are the nodes, which the caller sent",
  JobThresholdsInvalid: "the offending values are the thresholds, which the caller sent",
  OrderDatasetsInvalid: "the offending value is the list, which the caller sent",
  OrderValueOutOfRange: "several values may be out of range; the caller sent them",
  PermitDatasetsInvalid: "the offending value is the list, which the caller sent",
  WorkerEndpointInvalid: "the offending value is a text, which the caller sent",
};

/** Names that say the offending value. */
export const NAMES_ITS_VALUE = /Zero|Empty/;
