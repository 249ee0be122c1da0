import assert from "node:assert/strict";
import { test } from "node:test";
import { countText } from "./countText.ts";
import { escapeText } from "./escapeText.ts";
import { figureText } from "./figureText.ts";
import { type Fragment, html } from "./html.ts";
import { ofHundred } from "./ofHundred.ts";
import { percentText } from "./percentText.ts";
import { shortened } from "./shortened.ts";

test("text is escaped, markup and lists of it are not, nothing is nothing", () => {
  const inner = html`<b>${"<&\"'>"}</b>`;
  assert.equal(inner.markup, "<b>&lt;&amp;&quot;&#39;&gt;</b>");
  const parts: Fragment[] = ["a<", inner, null, undefined, false, 3];
  assert.equal(html`<p>${parts}</p>`.markup, `<p>a&lt;${inner.markup}3</p>`);
});

test("characters that turn the direction of writing, controls and halves of pairs do not get through", () => {
  assert.equal(escapeText("a\u202eb\u2066c\u0000d\u001be"), "a\ufffdb\ufffdc\ufffdd\ufffde");
  assert.equal(escapeText("x\ud800y"), "x\ufffdy");
  assert.equal(
    escapeText("Gr\u00f6\u00dfe \u5e74\u9f62 \u0639\u0645\u0631 \ud83d\ude00"),
    "Gr\u00f6\u00dfe \u5e74\u9f62 \u0639\u0645\u0631 \ud83d\ude00",
  );
});

test("figures have fixed decimals and never a negative zero", () => {
  assert.deepEqual(
    [figureText(0.5), figureText(-0.25, 2), figureText(-0.0001), figureText(null)],
    ["0.500", "\u22120.25", "0.000", "not reported"],
  );
  assert.deepEqual([countText(0), countText(999), countText(1234567)], ["0", "999", "1,234,567"]);
  assert.deepEqual([percentText(0), percentText(0.0004), percentText(0.5)], ["0.0 %", "0.04 %", "50.0 %"]);
  assert.deepEqual(
    [ofHundred(0), ofHundred(0.004), ofHundred(0.54), ofHundred(0.997), ofHundred(1)],
    ["0 of 100", "0.4 of 100", "54 of 100", "99.7 of 100", "100 of 100"],
  );
});

test("long names are cut between characters", () => {
  assert.equal(shortened("abcdef", 6), "abcdef");
  assert.equal(shortened("abcdefg", 6), "abcde\u2026");
  assert.equal(shortened("\ud83d\ude00\ud83d\ude00\ud83d\ude00", 2), "\ud83d\ude00\u2026");
});
