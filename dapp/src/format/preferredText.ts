/** Of the same text in several languages the English one, else the first; null where there is none. */
export function preferredText(
  texts: readonly { readonly value: string; readonly language: string | null }[] | undefined,
): string | null {
  const english = texts?.find(({ language }) => language?.startsWith("en") === true);
  return (english ?? texts?.[0])?.value ?? null;
}
