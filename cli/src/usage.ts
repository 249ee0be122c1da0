/** What `symbolon --help` prints. */
export const USAGE = `symbolon: buy and check synthetic health data

  symbolon list [--text WORDS]                       datasets for sale
  symbolon permit ID                                 a data permit: who, which datasets, what for, until when
  symbolon order --datasets 1,2 --rows 3000 --epsilon 1 --delta 1e-6 --purpose e --out order.json
                                                     write an order and the key its result is encrypted to
      [--engine maxent|tree]                         every measured table at once, or a tree of pairs
      [--engine high-fidelity]                       one dataset, without --epsilon: NOT differentially private
      [--workload 'pairs,a*b*c' | outcome:COLUMN]    tables to measure beside single columns (default: pairs)
      [--columns age,size,event]                     columns of the file, in this order (default: all)
      [--where 'size=20-50|>50' --where 'age>=60']   only such records; costs no privacy (engine maxent)
  symbolon buy order.json [--max-price SYM] [--permit-id ID]
                                                     pay: one signature, one transaction
  symbolon status ORDER [--follow]                   where the job is
  symbolon download ORDER --spec order.json --out rows.csv
                                                     fetch, decrypt, compare with the chain
  symbolon verify FILE [--order N] (--bundle B | --rpc URL --deployment FILE --ipfs URL)
                                                     check a file back to consent, permit, budget and payment
  symbolon bundle ORDER --out evidence.json --rpc URL --deployment FILE --ipfs URL
                                                     everything verify needs, for use without a network
  symbolon renew ORDER [--max-price SYM]             one more access period: one signature, one transaction
  symbolon release ORDER                             content: payees need not wait for the dispute window
  symbolon dispute ORDER --evidence FILE             contest a result; the file stays here, its hash goes on chain
  symbolon refund ORDER                              money back for a failed or overdue order
  symbolon earnings [--withdraw]                     what this account is owed, and when; --withdraw fetches it
  symbolon synth FILE.csv --schema S.json --epsilon 1 -o out.csv
                                                     synthetic data from a file, alone, without a chain (synth --help)
  symbolon evaluate REAL.csv SYN.csv --holdout H.csv -o report.html
                                                     how alike, useful and private a file is, alone, without a chain

Options everywhere: --gateway URL (SYMBOLON_GATEWAY), --rpc URL (SYMBOLON_RPC), --json
Account: SYMBOLON_PRIVATE_KEY. Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 verification found a fault.`;
