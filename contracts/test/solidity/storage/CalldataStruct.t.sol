// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {RecordHarness} from "../../../test-support/RecordHarness.sol";
import {Stage} from "../../../test-support/Stage.sol";

/// @dev The hash taken from calldata must be that of abi.encode, whatever the contents and lengths of lists.
contract CalldataStructTest is Stage {
    RecordHarness private _harness;

    function setUp() public override {
        super.setUp();
        _harness = new RecordHarness();
    }

    function testFuzz_hash_ofTerms_isThatOfTheirEncoding(IMarket.Terms memory terms, uint8 count) public view {
        _resize(terms, bound(count, 0, 12));
        assertEq(_harness.hashTerms(terms), keccak256(abi.encode(terms)));
    }

    function testFuzz_hash_ofASettlement_isThatOfItsEncoding(
        IMarket.Settlement memory settlement,
        uint8 count
    ) public view {
        count = uint8(bound(count, 0, 13));
        address[] memory payees = new address[](count);
        uint128[] memory amountsWei = new uint128[](count);
        for (uint256 i = 0; i < count; ++i) {
            payees[i] = address(uint160(uint256(keccak256(abi.encode(settlement.termsHash, i)))));
            amountsWei[i] = uint128(uint256(keccak256(abi.encode(settlement.buyer, i))));
        }
        (settlement.payees, settlement.amountsWei) = (payees, amountsWei);
        assertEq(_harness.hashSettlement(settlement), keccak256(abi.encode(settlement)));
    }

    function testFuzz_encode_ofAJob_isItsEncoding(IJobRegistry.Job memory job) public view {
        assertEq(keccak256(_harness.encodeJob(job)), keccak256(abi.encode(job)));
    }

    /// @dev A step changes its own words and no other.
    function testFuzz_stepsOfAJob_changeTheEncodingAlike(
        IJobRegistry.Job memory job,
        IJobRegistry.Job memory next,
        uint8 step
    ) public view {
        step = uint8(bound(step, 0, 6));
        IJobRegistry.Job memory expected = abi.decode(abi.encode(job), (IJobRegistry.Job));
        if (step == 0) {
            (expected.commitDigest, expected.droppedMask) = (next.commitDigest, next.droppedMask);
        }
        if (step == 1) expected.resultCommits = next.resultCommits;
        if (step == 2) expected.report = next.report;
        if (step == 3) (expected.evaluator, expected.certificate) = (next.evaluator, next.certificate);
        if (step > 3) expected.nodes[step - 4] = next.nodes[step - 4];
        assertEq(keccak256(_harness.stepJob(job, next, step)), keccak256(abi.encode(expected)));
    }

    /// @dev Lists in another order, with offsets to match: Solidity reads the same terms, the market refuses them.
    function test_requireEscrowed_ofReorderedLists_reverts() public {
        IMarket.Terms memory terms = _placed();
        bytes memory call = _reordered(1, terms);
        IMarket.Terms memory read = this.decodeTerms(_skipSelector(call));
        assertEq(keccak256(abi.encode(read)), keccak256(abi.encode(terms)));
        _refused(call);
    }

    /// @dev Two lists that share their words: dataset 1 in version 1 needs but one list of a single 1.
    function test_requireEscrowed_ofOverlappingLists_reverts() public {
        publishBoth();
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(1);
        IMarket.Terms memory terms = termsOf(placeOrder(request, noOffers()));
        bytes memory call = abi.encodeCall(market.requireEscrowed, (1, terms));
        _accepted(call);
        uint256 datasetIdsHead = 4 + (2 + 16) * 32;
        _setWord(call, datasetIdsHead + 32, _word(call, datasetIdsHead));
        IMarket.Terms memory read = this.decodeTerms(_skipSelector(call));
        assertEq(keccak256(abi.encode(read)), keccak256(abi.encode(terms)));
        _refused(call);
    }

    function test_requireEscrowed_ofPaddedLists_reverts() public {
        IMarket.Terms memory terms = _placed();
        bytes memory call = abi.encodeCall(market.requireEscrowed, (1, terms));
        // One word of room between head and lists.
        bytes memory padded = bytes.concat(
            _slice(call, 0, 4 + 22 * 32),
            bytes32(0),
            _slice(call, 4 + 22 * 32, call.length)
        );
        for (uint256 i = 0; i < 4; ++i) {
            uint256 at = 4 + (2 + 16 + i) * 32;
            _setWord(padded, at, bytes32(uint256(_word(padded, at)) + 32));
        }
        IMarket.Terms memory read = this.decodeTerms(_skipSelector(padded));
        assertEq(keccak256(abi.encode(read)), keccak256(abi.encode(terms)));
        _refused(padded);
    }

    /// @dev Where the struct lies in calldata is the caller's choice; words after it mean nothing.
    function test_requireEscrowed_withTheStructElsewhere_works() public {
        IMarket.Terms memory terms = _placed();
        bytes memory call = abi.encodeCall(market.requireEscrowed, (1, terms));
        _accepted(bytes.concat(call, "anything"));
        bytes memory moved = bytes.concat(_slice(call, 0, 4 + 64), bytes32("gap"), _slice(call, 4 + 64, call.length));
        _setWord(moved, 36, bytes32(uint256(96)));
        _accepted(moved);
    }

    function test_requireEscrowed_ofCutCalldata_reverts() public {
        bytes memory call = abi.encodeCall(market.requireEscrowed, (1, _placed()));
        for (uint256 cut = 1; cut < call.length - 4; cut += 31) {
            (bool isAccepted, ) = address(market).staticcall(_slice(call, 0, call.length - cut));
            assertTrue(!isAccepted, "cut calldata");
        }
    }

    /// @dev Bits above an address or a number are part of the hash.
    function testFuzz_requireEscrowed_withAnyBitFlipped_reverts(uint256 bit) public {
        bytes memory call = abi.encodeCall(market.requireEscrowed, (1, _placed()));
        // After the selector, the order's id and the struct's offset.
        bit = bound(bit, (4 + 64) * 8, call.length * 8 - 1);
        call[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        (bool isAccepted, ) = address(market).staticcall(call);
        assertTrue(!isAccepted, "another struct");
    }

    function decodeTerms(bytes calldata data) external pure returns (IMarket.Terms memory terms) {
        (, terms) = abi.decode(data, (uint256, IMarket.Terms));
    }

    function _placed() private returns (IMarket.Terms memory) {
        publishBoth();
        return termsOf(placeOrder("1"));
    }

    function _refused(bytes memory call) private view {
        (bool isAccepted, bytes memory answer) = address(market).staticcall(call);
        assertTrue(!isAccepted, "refused");
        bytes memory expected = abi.encodeWithSelector(IMarket.OrderTermsMismatch.selector, 1);
        assertEq(keccak256(answer), keccak256(expected));
    }

    function _accepted(bytes memory call) private view {
        (bool isAccepted, ) = address(market).staticcall(call);
        assertTrue(isAccepted, "accepted");
    }

    /// @dev The last two lists in the other order.
    function _reordered(uint256 orderId, IMarket.Terms memory terms) private view returns (bytes memory call) {
        call = abi.encodeCall(market.requireEscrowed, (orderId, terms));
        uint256 pricesHead = 4 + (2 + 18) * 32;
        uint256 struct_ = 4 + 64;
        uint256 pricesAt = struct_ + uint256(_word(call, pricesHead));
        uint256 providersAt = struct_ + uint256(_word(call, pricesHead + 32));
        uint256 size = providersAt - pricesAt;
        call = bytes.concat(
            _slice(call, 0, pricesAt),
            _slice(call, providersAt, providersAt + size),
            _slice(call, pricesAt, providersAt)
        );
        _setWord(call, pricesHead, bytes32(providersAt - struct_));
        _setWord(call, pricesHead + 32, bytes32(pricesAt - struct_));
    }

    function _skipSelector(bytes memory call) private pure returns (bytes memory) {
        return _slice(call, 4, call.length);
    }

    function _resize(IMarket.Terms memory terms, uint256 count) private pure {
        terms.datasetIds = new uint256[](count);
        terms.versions = new uint32[](count);
        terms.pricesWei = new uint128[](count);
        terms.providers = new address[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(terms.specDigest, i)));
            (terms.datasetIds[i], terms.versions[i]) = (seed, uint32(seed >> 7));
            (terms.pricesWei[i], terms.providers[i]) = (uint128(seed >> 3), address(uint160(seed >> 50)));
        }
    }

    function _word(bytes memory data, uint256 at) private pure returns (bytes32 word) {
        assembly ("memory-safe") {
            word := mload(add(add(data, 32), at))
        }
    }

    function _setWord(bytes memory data, uint256 at, bytes32 word) private pure {
        assembly ("memory-safe") {
            mstore(add(add(data, 32), at), word)
        }
    }

    function _slice(bytes memory data, uint256 from, uint256 to) private pure returns (bytes memory part) {
        part = new bytes(to - from);
        for (uint256 i = from; i < to; ++i) part[i - from] = data[i];
    }
}
