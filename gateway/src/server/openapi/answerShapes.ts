import { z } from "zod";

/** Parts that answers of many routes are made of: numbers, times in unix seconds, 0x hex, decimal text. */
export const SHAPES = {
  count: z.int().min(0),
  seconds: z.int().min(0),
  account: z.string().regex(/^0x[0-9a-f]{40}$/),
  hash: z.string().regex(/^0x[0-9a-f]{64}$/),
  hex: z.string().regex(/^0x([0-9a-f]{2})*$/),
  decimal: z.string().regex(/^(0|[1-9]\d*)$/),
  country: z.string().regex(/^[A-Z]{2}$/),
} as const;
