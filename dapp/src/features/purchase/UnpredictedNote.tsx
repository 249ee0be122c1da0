/** Stands where a private order has its predicted error: none can be told of a file without noise that is set beforehand. */
export function UnpredictedNote() {
  return (
    <section className="prediction" aria-label="Predicted error">
      <h3>Predicted error</h3>
      <p className="small soft">
        None can be predicted: how close the result comes depends on records that nobody outside sees. It is
        judged in the hospital before it is let out, and if it misses a limit below, your money comes back.
      </p>
    </section>
  );
}
