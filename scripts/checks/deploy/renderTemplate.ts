/** What a plain template may name. */
export type TemplateScope = {
  readonly values: unknown;
  readonly release: string;
  readonly appVersion: string;
};

/** A template with its values filled in, the values it used (dotted paths), and what is wrong with it. */
export type Rendered = {
  readonly text: string;
  readonly used: ReadonlySet<string>;
  readonly faults: readonly string[];
};

const ACTION = /\{\{-?\s*(.*?)\s*-?\}\}/g;
const PLAIN = /^\.(Values(?:\.[A-Za-z]\w*)+|Release\.Name|Chart\.AppVersion)(\s*\|\s*quote)?$/;

/**
 * Fills in a template that is nothing but `{{ .Values.a.b }}`, `{{ .Release.Name }}` and `{{ .Chart.AppVersion }}`, each perhaps with `| quote`. Anything
 * else of Go's template language is a fault: our charts are kept so plain that they can be checked without Helm.
 */
export function renderTemplate(template: string, { values, release, appVersion }: TemplateScope): Rendered {
  const used = new Set<string>();
  const faults: string[] = [];
  const text = template.replaceAll(ACTION, (action: string, inside: string) => {
    const match = PLAIN.exec(inside);
    if (match === null) {
      faults.push(`${action} is not plain`);
      return "";
    }
    const [, name = "", quote] = match;
    let value: unknown = name === "Release.Name" ? release : appVersion;
    if (name.startsWith("Values.")) {
      const path = name.slice("Values.".length);
      used.add(path);
      value = path
        .split(".")
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], values);
      if (value === undefined || value === null || typeof value === "object") {
        faults.push(`values.yaml has no ${path}`);
        return "";
      }
    }
    return quote === undefined ? String(value) : JSON.stringify(String(value));
  });
  return { text, used, faults };
}
