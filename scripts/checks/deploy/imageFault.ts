/** What is wrong with an image's name: it must say which version, by digest or by a tag with digits that is not moved. null: nothing. */
export function imageFault(image: string): string | null {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return null;
  const tag = /:([\w][\w.-]*)$/.exec(image)?.[1];
  if (tag === undefined) return `image ${image} has no version`;
  return /\d+\.\d+/.test(tag) && tag !== "latest"
    ? null
    : `image ${image}: the tag ${tag} is no whole version`;
}
