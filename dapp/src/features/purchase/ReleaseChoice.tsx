import { PRIVATE_STATISTICS, type StatisticDraft } from "./statisticDraft.ts";

/** Noise and a proof, or exact figures of many patients without one; why one of them cannot be had stands beside it. */
export function ReleaseChoice({
  statistic,
  hospitals,
  isEhds,
  onChange,
}: {
  statistic: StatisticDraft;
  hospitals: number;
  isEhds: boolean;
  onChange: (release: StatisticDraft["release"]) => void;
}) {
  const canProve = PRIVATE_STATISTICS.includes(statistic.statistic);
  const choices = [
    {
      release: "private",
      title: "With noise and a proof",
      text: "The figures carry noise, and epsilon bounds what they can tell about any patient. Spends privacy budget.",
      refusal: canProve ? undefined : "No bound is known on what one patient adds to a regression.",
    },
    {
      release: "aggregate",
      title: "Exact, without a proof",
      text: `Sums over at least 30 patients; groups below 10 are suppressed. Only where every provider allows it.${hospitals === 2 ? " With two hospitals, each can take its own part off the result." : ""}`,
      refusal: isEhds
        ? "Only figures with a proof leave the EHDS lane."
        : hospitals < 2
          ? "Needs two hospitals at least."
          : undefined,
    },
  ] as const;
  return (
    <fieldset className="choices" aria-label="Noise and proof">
      <p className="field__label">Noise and proof</p>
      {choices.map(({ release, title, text, refusal }) => (
        <label className="choice" key={release}>
          <input
            type="radio"
            name="release"
            checked={statistic.release === release}
            disabled={refusal !== undefined && statistic.release !== release}
            onChange={() => onChange(release)}
          />
          <span className="choice__body">
            <span className="choice__title">{title}</span>
            <span className="choice__text">{text}</span>
            {refusal === undefined ? null : <span className="choice__text">{refusal}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
