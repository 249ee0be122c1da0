// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMarket} from "../../../src/market/IMarket.sol";
import {OrderTerms} from "../../../src/market/OrderTerms.sol";
import {TestBase} from "../../../test-support/TestBase.sol";

contract OrderTermsTest is TestBase {
    function test_fuzz_decode_givesWhatWasEncoded(
        address buyer,
        uint64[3] memory longs,
        uint32[2] memory words,
        IMarket.Fees memory fees,
        bytes32[2] memory digests,
        uint64[8] memory ids,
        uint128[8] memory prices,
        address[8] memory providers,
        uint8 count
    ) public pure {
        OrderTerms.Terms memory terms;
        terms.buyer = buyer;
        (terms.rhoMicro, terms.deadline, terms.accessSeconds) = (longs[0], longs[1], longs[2]);
        (terms.rows, terms.purpose) = (words[0], words[1]);
        terms.fees = fees;
        (terms.specDigest, terms.buyerKey) = (digests[0], digests[1]);
        uint256 length = bound(count, 1, 8);
        terms.datasetIds = new uint256[](length);
        terms.pricesWei = new uint128[](length);
        terms.providers = new address[](length);
        for (uint256 i = 0; i < length; ++i) {
            (terms.datasetIds[i], terms.pricesWei[i], terms.providers[i]) = (ids[i], prices[i], providers[i]);
        }

        bytes memory record = OrderTerms.encode(terms);
        assertEq(record.length, 122 + 44 * length);
        OrderTerms.Terms memory decoded = OrderTerms.decode(bytes.concat(hex"00", record));
        assertEq(keccak256(abi.encode(decoded)), keccak256(abi.encode(terms)));
    }
}
