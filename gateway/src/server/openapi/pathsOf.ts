/** A path of OpenAPI and the regular expression of each parameter in it. */
export type ApiPath = { readonly path: string; readonly parameters: Readonly<Record<string, string>> };

/** Names of parameters by what they may be; others are called p1, p2, ... by their place. */
const NAMES: Readonly<Record<string, string>> = {
  "[1-9][0-9]{0,77}": "id",
  "[A-Za-z0-9]{1,120}": "cid",
  "[A-Z]{2}": "country",
  "0x[0-9a-f]{64}": "hash",
  "[0-9a-f]{32}": "number",
  "[a-z-]{1,20}": "name",
  "\\d{4}-\\d{2}-\\d{2}": "day",
};
const LITERAL = /^[a-zA-Z0-9./-]*$/;

/**
 * The paths that a route's pattern takes. Its groups are parameters, but for groups of fixed words (`(\.ttl|\.html)?`), which make a path for each word.
 * Throws TypeError for a pattern that is more than literal text and groups.
 */
export function pathsOf(pattern: RegExp): ApiPath[] {
  let paths: ApiPath[] = [{ path: "", parameters: {} }];
  for (const part of split(pattern.source.slice(1, -1))) {
    if (typeof part === "string") {
      if (!LITERAL.test(part)) throw new TypeError(`${pattern.source}: ${part} is neither text nor a group`);
      paths = paths.map(({ path, parameters }) => ({ path: path + part, parameters }));
      continue;
    }
    const words = part.group.split("|").map((word) => word.replaceAll("\\.", "."));
    if (words.every((word) => LITERAL.test(word) && word !== "0")) {
      const endings = part.isOptional ? ["", ...words] : words;
      paths = paths.flatMap(({ path, parameters }) =>
        endings.map((ending) => ({ path: path + ending, parameters })),
      );
      continue;
    }
    paths = paths.map(({ path, parameters }) => {
      const given = NAMES[part.group];
      const name =
        given === undefined || given in parameters ? `p${Object.keys(parameters).length + 1}` : given;
      return { path: `${path}{${name}}`, parameters: { ...parameters, [name]: part.group } };
    });
  }
  return paths;
}

type Part = string | { readonly group: string; readonly isOptional: boolean };

/** Literal text, unescaped, and groups, which hold no group themselves. */
function split(source: string): Part[] {
  const parts: Part[] = [];
  const pattern = /\(([^()]*)\)(\?)?|((?:\\[/.-]|[^\\()])+)/gy;
  let at = 0;
  for (const match of source.matchAll(pattern)) {
    at = match.index + match[0].length;
    const [, group, optional, text] = match;
    if (group !== undefined) parts.push({ group, isOptional: optional === "?" });
    else parts.push(text!.replaceAll(/\\([/.-])/g, "$1"));
  }
  if (at !== source.length) throw new TypeError(`${source} cannot be taken apart at ${source.slice(at)}`);
  return parts;
}
