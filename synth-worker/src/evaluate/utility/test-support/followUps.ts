import fc from "fast-check";

/** Up to 40 records with whole times from 0 to 12, so with many ties, and events or none. */
export const followUps = fc
  .array(fc.tuple(fc.nat(12), fc.nat(1)), { minLength: 1, maxLength: 40 })
  .map((records) => ({
    times: Float64Array.from(records, ([time]) => time),
    events: Uint8Array.from(records, ([, event]) => event),
  }));
