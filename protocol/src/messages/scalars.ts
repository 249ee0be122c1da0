import { z } from "zod";
import type { Hex } from "../content/hex.ts";

/** 32 bytes as lower-case 0x hex. */
export const bytes32 = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/)
  .transform((value) => value as Hex);
/** 20-byte account as 0x hex; compared case-insensitively. */
export const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/)
  .transform((value) => value as Hex);
/** Any bytes as 0x hex. */
export const hexBytes = z
  .string()
  .regex(/^0x([0-9a-f]{2})*$/)
  .transform((value) => value as Hex);
/** Unsigned integer as decimal text, for values that may exceed 2^53 in JSON. */
export const decimal = z.string().regex(/^(0|[1-9]\d*)$/);
