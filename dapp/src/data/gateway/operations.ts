import { FACETS } from "./catalogueTypes.ts";

/** What is said of an order's file wherever orders are listed; the certificate itself is too large for lists. */
const RELEASE = "spec job { state passed releaseClass membershipAucBps }";

/** A dataset without its budget and its orders. */
const DATASET =
  "id provider status lane title description records categoryCode purposesMask licence priceWei rowPriceWei renewalBps schemaDigest schema catalogue";

/** What a card or a line of a dataset needs. */
const SUMMARY = `
  ${DATASET}
  budget { capMicro reservedMicro spentMicro availableMicro }
  orders(first: 5) { ${RELEASE} }`;

/**
 * Every GraphQL operation the dApp sends. A test validates each of them against the gateway's schema,
 * so a renamed field is found before a browser finds it.
 */
export const OPERATIONS = {
  deployment: /* GraphQL */ `
    query Deployment {
      deployment { chainId startBlock contracts rpcUrl }
    }`,
  overview: /* GraphQL */ `
    query Overview {
      stats { datasets orders finalisedOrders volumeWei rowsDelivered }
      status { chainBlock indexedBlock lagBlocks healthy }
    }`,
  datasets: /* GraphQL */ `
    query Datasets($filter: DatasetFilter, $first: Int, $after: String) {
      datasets(filter: $filter, first: $first, after: $after) {
        totalCount
        endCursor
        nodes { ${SUMMARY} }
      }
    }`,
  catalogueSearch: /* GraphQL */ `
    query CatalogueSearch($filter: CatalogueFilter, $order: String, $first: Int, $after: String) {
      catalogueSearch(filter: $filter, order: $order, first: $first, after: $after) {
        totalCount
        endCursor
        facets { ${FACETS.map((facet) => `${facet} { value count }`).join(" ")} }
        nodes { ${SUMMARY} }
      }
    }`,
  dataset: /* GraphQL */ `
    query Dataset($id: ID!) {
      dataset(id: $id) {
        ${DATASET}
        version catalogueDigest publishedAt publishedTx
        budget {
          capMicro reservedMicro spentMicro availableMicro
          entries(first: 50) { orderId kind rhoMicro timestamp tx }
        }
        consent { roots epoch suspended }
        orders(first: 20) { id rows rhoMicro placedAt ${RELEASE} }
      }
    }`,
  datasetHistory: /* GraphQL */ `
    query DatasetHistory($id: ID!) {
      dataset(id: $id) {
        versions { version catalogueDigest schemaDigest consentRoot addedRhoMicro publishedAt publishedTx }
        consent { roots epoch grantsCount withdrawalsCount suspended optOutRoots }
        permits(first: 10) { id issuer state validFrom validUntil purposesMask }
        orders(first: 20) {
          id status rows placedAt placedTx settledAt totalWei
          datasets { id title }
          payouts { index kind account amountWei claimed cancelled claimedTx }
          renewals { id status totalWei renewedAt renewedTx }
          spec
          job {
            state passed releaseClass membershipAucBps
            nodes evaluator modelDigest outputHash certificateDigest manifestDigest
            history { state timestamp tx gasUsed }
          }
        }
      }
    }`,
  orders: /* GraphQL */ `
    query Orders($buyer: Bytes!) {
      orders(buyer: $buyer, first: 50) {
        id buyer status rows rhoMicro purpose totalWei deadline placedAt placedTx accessUntil
        datasets { id title provider }
        spec
        job { state failReason passed releaseClass membershipAucBps history { state timestamp tx gasUsed } }
      }
    }`,
  datasetUses: /* GraphQL */ `
    query DatasetUses($id: ID!) {
      dataset(id: $id) {
        title lane
        budget { entries(first: 200) { orderId kind timestamp } }
        orders(first: 50) { id buyer purpose placedAt ${RELEASE} }
      }
    }`,
  workJobs: /* GraphQL */ `
    query WorkJobs {
      orders(first: 100) {
        id status rows totalWei deadline placedAt
        datasets { id title }
        job { state failReason passed nodes evaluator history { state timestamp tx } }
      }
    }`,
  earnings: /* GraphQL */ `
    query Earnings($account: Bytes!) {
      earnings(account: $account) {
        bondsOwedWei
        payouts(first: 200) {
          settlementId index kind amountWei claimed cancelled claimableAt settlement
          order { id datasets { title } }
        }
        claimable(first: 200) {
          settlementId index kind amountWei claimed cancelled claimableAt settlement
          order { id datasets { title } }
        }
      }
    }`,
  order: /* GraphQL */ `
    query Order($id: ID!) {
      order(id: $id) {
        id buyer status specDigest spec rows rhoMicro purpose totalWei deadline placedAt placedTx accessUntil
        datasets { id title provider schemaDigest consent { roots } }
        job {
          state failReason nodes consentEpochs evaluator manifestDigest outputHash modelDigest certificateDigest
          passed releaseClass membershipAucBps
          certificate manifest
          history { state timestamp tx gasUsed }
        }
        dispute { state openedAt closesAt }
      }
    }`,
  lastOrder: /* GraphQL */ `
    query LastOrder {
      orders(first: 1) { placedTx }
    }`,
  orderProgress: /* GraphQL */ `
    subscription OrderProgress($id: ID!) {
      orderProgress(id: $id) { status accessUntil job { state } }
    }`,
  pinOrderSpec: /* GraphQL */ `
    mutation PinOrderSpec($spec: JSON!) {
      pinOrderSpec(spec: $spec) {
        ok { cid digest }
        error { code what todo }
      }
    }`,
} as const;
