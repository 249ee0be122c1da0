/**
 * What a message of the vertical protocol is and its version, as its first four bytes: a blinded list, a node's evaluation of one, a
 * hospital's rows for one node. A change of a layout is a new version.
 */
export const MESSAGE_KINDS = { list: "SVL1", evaluation: "SVE1", rows: "SVR1" } as const;

export type MessageKind = keyof typeof MESSAGE_KINDS;
