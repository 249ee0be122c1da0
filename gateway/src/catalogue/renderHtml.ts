/** Whether text may stand in a link: web pages and mail only, so that no entry can bring a script: or data: link. */
const LINKED = /^(https?|mailto):/i;

/**
 * A page about a JSON-LD node: its title, every member as nested lists, and links to its other forms. Everything is escaped; the node is also
 * there as a data block for programs that read pages. Plain HTML without script and style, readable by screen readers.
 */
export function renderHtml(
  title: string,
  node: Readonly<Record<string, unknown>>,
  alternates: readonly { readonly href: string; readonly type: string }[],
): string {
  const links = alternates
    .map(({ href, type }) => `<link rel="alternate" type="${escapeHtml(type)}" href="${escapeHtml(href)}">`)
    .join("\n");
  const forms = alternates
    .map(({ href, type }) => `<li><a href="${escapeHtml(href)}">${escapeHtml(type)}</a></li>`)
    .join("");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${links}
<script type="application/ld+json">${JSON.stringify(node).replaceAll("<", "\\u003c")}</script>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${members(node, 0)}
${alternates.length === 0 ? "" : `<h2>Other forms</h2>\n<ul>${forms}</ul>`}
</main>
</body>
</html>
`;
}

const MAX_DEPTH = 12;

function members(node: Readonly<Record<string, unknown>>, depth: number): string {
  const rows = Object.entries(node)
    .filter(([key]) => key !== "@context" && key !== "@included")
    .map(
      ([key, value]) =>
        `<dt>${escapeHtml(nameOf(key))}</dt>${listOf(value)
          .map((item) => `<dd>${itemOf(item, depth)}</dd>`)
          .join("")}`,
    );
  return `<dl>${rows.join("\n")}</dl>`;
}

function itemOf(item: unknown, depth: number): string {
  if (typeof item !== "object" || item === null) return textOf(String(item), null);
  const node = item as Record<string, unknown>;
  if ("@value" in node) return textOf(String(node["@value"]), node["@language"]);
  const id = node["@id"];
  if (typeof id === "string" && Object.keys(node).length === 1) return textOf(id, null);
  return depth >= MAX_DEPTH ? "" : members(node, depth + 1);
}

function textOf(text: string, language: unknown): string {
  const escaped = escapeHtml(text);
  if (LINKED.test(text) && !/\s/.test(text)) return `<a href="${escaped}">${escaped}</a>`;
  return typeof language === "string" ? `<span lang="${escapeHtml(language)}">${escaped}</span>` : escaped;
}

/** `healthdcatap:numberOfRecords` reads "number of records". */
function nameOf(key: string): string {
  if (key === "@id") return "identifier of the resource";
  if (key === "@type") return "class";
  return key
    .slice(key.indexOf(":") + 1)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
