import { z } from "zod";
import type { OptOutEvent } from "./optOut.ts";

/**
 * `symbolon-opt-out-receipt/1`: what a person gets who opts out or reverses it (Regulation (EU) 2025/327 Art. 71(1)). It has no field for a
 * reason and speaks of no consent.
 */
export const OptOutReceipt = z.strictObject({
  format: z.literal("symbolon-opt-out-receipt/1"),
  /** The hospital's pseudonym. */
  subject: z.string().min(1),
  holder: z.string().min(1),
  applicableLegislation: z.literal("http://data.europa.eu/eli/reg/2025/327/oj"),
  events: z.array(z.strictObject({ kind: z.enum(["opt-out", "reversal"]), time: z.iso.datetime() })).min(1),
});
export type OptOutReceipt = z.infer<typeof OptOutReceipt>;

/** The receipt over all of a person's opt-outs and reversals with one holder. */
export function optOutReceipt(
  subject: string,
  holder: string,
  events: readonly OptOutEvent[],
): OptOutReceipt {
  return OptOutReceipt.parse({
    format: "symbolon-opt-out-receipt/1",
    subject,
    holder,
    applicableLegislation: "http://data.europa.eu/eli/reg/2025/327/oj",
    events: events.map(({ kind, at }) => ({ kind, time: new Date(at * 1000).toISOString() })),
  });
}
