import { z } from "zod";
import { HEALTH_CATEGORIES } from "../../catalogue/healthCategories.ts";
import { address, bytes32 } from "../../messages/scalars.ts";
import { boundedWords, countryCode, isoDay } from "./applicationParts.ts";
import { Tariff } from "./tariff.ts";

/**
 * `symbolon-access-body/1`: how a health data access body introduces itself to a hub, once per country (Art. 55, 58(1)). The account has the
 * HDAB role on chain. Names of the demonstration begin with "demo".
 */
export const AccessBody = z.strictObject({
  format: z.literal("symbolon-access-body/1"),
  chainId: z.int().positive(),
  country: countryCode,
  name: boundedWords,
  account: address.transform((value) => value.toLowerCase() as typeof value),
  /** Where people reach it: a mailto: or https: address. */
  contact: z.url({ protocol: /^(https|mailto)$/ }),
  /** IANA time zone in which its months and days are counted. */
  timeZone: z.string().refine(isTimeZone, "no such time zone"),
  /** Public holidays, which are no working days. */
  holidays: z.array(isoDay).max(1000),
  /** X25519 key that applications and complaints are sealed to. */
  sealingKey: bytes32,
  /** Published prices of what it does (Art. 62(3)). */
  tariff: Tariff,
  /** Accounts of the data holders it designated as trusted (Art. 72(1), (2)); default: none. */
  trustedHolders: z
    .array(address.transform((value) => value.toLowerCase() as typeof value))
    .max(1000)
    .optional(),
  /** Stricter national rules for categories of Art. 51(4): what an application must bring along. */
  nationalRules: z
    .array(
      z.strictObject({
        category: z.enum(HEALTH_CATEGORIES.map(({ point }) => point)),
        requires: z.literal("ethics-document"),
      }),
    )
    .max(50),
});
export type AccessBody = z.infer<typeof AccessBody>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
