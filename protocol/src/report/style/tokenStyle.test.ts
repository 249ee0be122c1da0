import assert from "node:assert/strict";
import { test } from "node:test";
import { tokenStyle } from "./tokenStyle.ts";

test("text keeps a contrast of 4.5 on its ground, on light and on dark", () => {
  const [light, dark] = tokenStyle.split("prefers-color-scheme: dark").map((part) => {
    const tokens = [...part.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6})/g)];
    return new Map(tokens.map(([, name, colour]) => [name!, colour!]));
  });
  const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const luminance = (rgb: readonly number[]) =>
    rgb
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i]!, 0);
  const contrast = (a: readonly number[], b: readonly number[]) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high! + 0.05) / (low! + 0.05);
  };
  for (const tokens of [light!, dark!]) {
    const colour = (name: string) => channels(tokens.get(name)!);
    for (const ground of ["paper", "surface"])
      for (const text of ["ink", "ink-2", "ink-3", "accent", "good", "bad"])
        assert.ok(contrast(colour(text), colour(ground)) >= 4.5, `${text} on ${ground}`);
    assert.ok(contrast(colour("bad"), colour("bad-soft")) >= 4.5);
    assert.ok(contrast(colour("accent-ink"), colour("accent")) >= 4.5);
    // The darkest shade of the heat map that carries ink: 40 % accent on the page.
    const shade = colour("accent").map((value, i) => 0.4 * value + 0.6 * colour("paper")[i]!);
    assert.ok(contrast(colour("ink"), shade) >= 4.5, "ink on a shaded cell");
  }
});
