import { z } from "zod";
import { canonicalJson } from "../../content/canonicalJson.ts";
import { fromHex, type Hex, toHex } from "../../content/hex.ts";
import { hpkeOpen, hpkeSeal } from "../../envelope/hpke.ts";
import { SymbolonError } from "../../errors/SymbolonError.ts";
import { hexBytes } from "../../messages/scalars.ts";

/**
 * `symbolon-sealed-name/1`: a natural person's name, sealed to the access body of each country that is asked. It stands as text wherever an
 * application has a name, so a hub checks and keeps the application without ever seeing who is named.
 */
const SealedName = z.strictObject({
  format: z.literal("symbolon-sealed-name/1"),
  envelopes: z.record(z.string().regex(/^[A-Z]{2}$/), hexBytes),
});

/** Whose application a name belongs to: an envelope moved to another application, chain or country does not open. */
export type NameContext = { readonly chainId: number; readonly account: string };

/** A name as text that only these access bodies can read, each with its own key. */
export async function sealName(
  name: string,
  bodies: readonly { readonly country: string; readonly sealingKey: Hex }[],
  context: NameContext,
): Promise<string> {
  const bytes = new TextEncoder().encode(name);
  const envelopes: Record<string, Hex> = {};
  for (const { country, sealingKey } of bodies)
    envelopes[country] = toHex(await hpkeSeal(sealingKey, bytes, infoOf(context, country)));
  return canonicalJson({ format: "symbolon-sealed-name/1", envelopes });
}

/**
 * The name in a text that sealName made, for the access body of `country`; any other text is a name in clear and comes back as it is. Throws
 * E5003 for another key, or when it is not sealed to this country.
 */
export async function openName(
  text: string,
  country: string,
  privateKey: Hex,
  context: NameContext,
): Promise<string> {
  const sealed = readSealed(text);
  if (sealed === null) return text;
  const envelope = sealed.envelopes[country];
  if (envelope === undefined)
    throw new SymbolonError("E5003", { reason: `the name is not sealed to ${country}` });
  return new TextDecoder().decode(await hpkeOpen(privateKey, fromHex(envelope), infoOf(context, country)));
}

/** True for a text that sealName made. */
export function isSealedName(text: string): boolean {
  return readSealed(text) !== null;
}

function readSealed(text: string): z.infer<typeof SealedName> | null {
  if (!text.startsWith("{")) return null;
  try {
    return SealedName.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function infoOf({ chainId, account }: NameContext, country: string): string {
  return `symbolon/ehds-name/${chainId}/${account.toLowerCase()}/${country}`;
}
