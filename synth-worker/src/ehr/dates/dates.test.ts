import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { dayOf, dayText } from "./civilDay.ts";
import { personDates } from "./personDates.ts";
import { keyedPrivacy } from "./personPrivacy.ts";
import { readDate } from "./readDate.ts";
import { writeDate } from "./writeDate.ts";

describe("dates", () => {
  test("a date is read as exactly as it is written, on the clock of the wall, and written the same", () => {
    const CASES: [text: string, precision: string, written: string][] = [
      ["2012", "year", "2012"],
      ["2012-03", "month", "2012-03"],
      ["2012-02-29", "day", "2012-02-29"],
      ["2012-03-04T23:30:15.25-05:00", "second", "2012-03-04T23:30:15Z"],
      ["2012-03-04 23:30:15", "second", "2012-03-04T23:30:15Z"],
    ];
    for (const [text, precision, written] of CASES) {
      const date = readDate(text);
      assert.equal(date?.precision, precision, text);
      assert.equal(writeDate(date), written);
    }
  });

  test("what is no date is none", () => {
    for (const text of [
      "",
      "2013-02-29",
      "2012-13",
      "12-03-04",
      "2012-3-4",
      "0001-01-01",
      "2012-01-01T25:00:00Z",
      "yesterday",
      "2012-01-01x",
    ])
      assert.equal(readDate(text), null, text);
    assert.equal(dayOf(2013, 2, 29), null);
    assert.equal(dayText(dayOf(1969, 12, 31)!), "1969-12-31");
  });

  test("all dates of a person move by the same days, so that gaps stay as they were", () => {
    const day = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(day, day, fc.integer({ min: -364, max: 364 }), (a, b, shift) => {
        const { date } = personDates(shift);
        const [movedA, movedB] = [date(dayText(a))!, date(`${dayText(b)}T10:00:00Z`)!];
        assert.equal(movedA.day - a, shift);
        assert.equal(movedA.day - movedB.day, a - b);
      }),
    );
  });

  test("an end never comes before its start, however exactly either is known and however they move", () => {
    const text = fc
      .tuple(fc.integer({ min: 14_000, max: 14_800 }), fc.constantFrom(4, 7, 10))
      .map(([at, length]) => dayText(at).slice(0, length));
    fc.assert(
      fc.property(text, text, fc.integer({ min: -364, max: 364 }), (from, to, shift) => {
        const dates = personDates(shift);
        const start = dates.date(from)!;
        const end = dates.endOf(start, to);
        if (end !== null) assert.ok(end.day >= start.day);
        // Ends are lost only when they are before the start as far as both are known.
        if (to >= from || from.startsWith(to)) assert.notEqual(end, null, `${from} to ${to}`);
      }),
    );
  });
});

describe("pseudonyms and shifts", () => {
  const privacy = keyedPrivacy(new Uint8Array(32).fill(5));

  test("depend on key and person alone, and stay within the bound", () => {
    const shifts = Array.from({ length: 20_000 }, (_, i) => privacy.shiftDaysOf(`Patient/${i}`));
    assert.ok(shifts.every((days) => Number.isInteger(days) && Math.abs(days) <= privacy.boundDays));
    assert.equal(
      privacy.shiftDaysOf("Patient/7"),
      keyedPrivacy(new Uint8Array(32).fill(5)).shiftDaysOf("Patient/7"),
    );
    assert.notEqual(privacy.pseudonymOf("a"), keyedPrivacy(new Uint8Array(32).fill(6)).pseudonymOf("a"));
    assert.notEqual(privacy.pseudonymOf("a"), privacy.pseudonymOf("b"));
    // A fixed key: this cannot fail by chance. The mean of 20,000 uniform shifts has a standard deviation of 1.5 days.
    const mean = shifts.reduce((sum, days) => sum + days, 0) / shifts.length;
    assert.ok(Math.abs(mean) < 6);
    assert.ok(new Set(shifts).size === 729);
  });

  test("kept dates do not move, and a key of another length is refused", () => {
    assert.equal(keyedPrivacy(new Uint8Array(32), "kept").shiftDaysOf("x"), 0);
    assert.throws(() => keyedPrivacy(new Uint8Array(16)), RangeError);
  });
});
