// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPrivacyLedger} from "../../../src/budget/IPrivacyLedger.sol";
import {PrivacyLedger} from "../../../src/budget/PrivacyLedger.sol";
import {InvariantBase} from "../../../test-support/InvariantBase.sol";

/// @dev Orders are placed, measured and given up in any order, caps are raised, and what must be refused is tried. Every
/// refusal is compared with a model that keeps one list of orders and adds it up anew each time.
contract PrivacyLedgerInvariantsTest is InvariantBase {
    enum Status {
        RESERVED,
        CHARGED,
        RELEASED
    }

    struct Order {
        uint256[] datasetIds;
        address buyer;
        uint64 rhoMicro;
        Status status;
    }

    uint256 private constant DATASETS = 3;
    uint256 private constant BUYERS = 3;

    PrivacyLedger private _ledger;
    Order[] private _orders;
    mapping(uint256 datasetId => uint256) private _capMicro;
    string private _surprise;

    /// @dev Dataset 1 has no bound per buyer, 2 a narrow one, 3 one just below its cap.
    function setUp() public {
        address authority = deployAccessManager(address(this));
        _ledger = PrivacyLedger(deployCode("budget/PrivacyLedger.sol/PrivacyLedger", abi.encode(authority)));
        _ledger.setCaller(address(this), true);
        uint64[3] memory bounds = [uint64(0), 300, 999];
        for (uint256 i = 0; i < DATASETS; ++i) {
            _ledger.open(i + 1, 1_000, bounds[i]);
            _capMicro[i + 1] = 1_000;
        }
    }

    function handlers() internal pure override returns (bytes4[] memory selectors) {
        selectors = new bytes4[](8);
        selectors[0] = this.reserve.selector;
        selectors[1] = this.reserve.selector;
        selectors[2] = this.reserve.selector;
        selectors[3] = this.charge.selector;
        selectors[4] = this.release.selector;
        selectors[5] = this.topUp.selector;
        selectors[6] = this.takeTooMuch.selector;
        selectors[7] = this.intrude.selector;
    }

    function reserve(uint256 choice, uint64 rhoMicro) external {
        uint256[] memory ids = _choose(choice);
        address buyer = _buyer(choice >> 8);
        // Mostly affordable, sometimes anything.
        if (choice % 8 != 0) rhoMicro = uint64(bound(rhoMicro, 1, 200));
        bool isAllowed = rhoMicro != 0;
        for (uint256 i = 0; i < ids.length; ++i) isAllowed = isAllowed && _isAvailable(ids[i], buyer, rhoMicro);
        try _ledger.reserve(ids, _orders.length + 1, buyer, rhoMicro) {
            if (!isAllowed) _surprise = "reserved what the model refuses";
            _orders.push(Order(ids, buyer, rhoMicro, Status.RESERVED));
        } catch {
            if (isAllowed) _surprise = "refused what the model allows";
        }
    }

    function charge(uint256 choice) external {
        uint256 orderId = _pick(choice);
        if (orderId == 0) return;
        Order storage order = _orders[orderId - 1];
        _ledger.charge(order.datasetIds, orderId, order.rhoMicro);
        order.status = Status.CHARGED;
    }

    function release(uint256 choice) external {
        uint256 orderId = _pick(choice);
        if (orderId == 0) return;
        Order storage order = _orders[orderId - 1];
        _ledger.release(order.datasetIds, orderId, order.buyer, order.rhoMicro);
        order.status = Status.RELEASED;
    }

    function topUp(uint256 choice, uint64 addedMicro) external {
        uint256 datasetId = 1 + (choice % DATASETS);
        if (choice % 8 != 0) addedMicro = uint64(bound(addedMicro, 1, 100));
        bool isAllowed = addedMicro != 0 && _capMicro[datasetId] + addedMicro <= type(uint64).max;
        try _ledger.topUp(datasetId, 2, addedMicro) {
            if (!isAllowed) _surprise = "raised a cap it must not";
            _capMicro[datasetId] += addedMicro;
        } catch {
            if (isAllowed) _surprise = "did not raise a cap";
        }
    }

    /// @dev One more than is reserved can be neither charged nor released.
    function takeTooMuch(uint256 choice) external {
        uint256[] memory ids = new uint256[](1);
        ids[0] = 1 + (choice % DATASETS);
        uint64 tooMuch = _ledger.budgetOf(ids[0]).reservedMicro + 1;
        try _ledger.charge(ids, 1, tooMuch) {
            _surprise = "charged more than was reserved";
        } catch {} // solhint-disable-line no-empty-blocks
        try _ledger.release(ids, 1, _buyer(choice >> 8), tooMuch) {
            _surprise = "released more than was reserved";
        } catch {} // solhint-disable-line no-empty-blocks
    }

    function intrude(uint256 choice, address intruder) external {
        if (intruder == address(this)) return;
        vm.prank(intruder);
        try _ledger.reserve(_choose(choice), 1, intruder, 1) {
            _surprise = "a stranger reserved";
        } catch {} // solhint-disable-line no-empty-blocks
    }

    function invariant_ledger_spentAndReserved_stayUnderTheCap() public view {
        for (uint256 id = 1; id <= DATASETS; ++id) {
            IPrivacyLedger.Budget memory budget = _ledger.budgetOf(id);
            assertLe(uint256(budget.spentMicro) + budget.reservedMicro, budget.capMicro);
            assertEq(budget.capMicro, _capMicro[id]);
            assertEq(budget.perBuyerMicro, _bound(id));
        }
    }

    function invariant_ledger_reservedAndSpent_areTheSumsOverTheOrders() public view {
        for (uint256 id = 1; id <= DATASETS; ++id) {
            IPrivacyLedger.Budget memory budget = _ledger.budgetOf(id);
            assertEq(budget.reservedMicro, _sum(id, address(0), Status.RESERVED));
            assertEq(budget.spentMicro, _sum(id, address(0), Status.CHARGED));
        }
    }

    function invariant_ledger_eachBuyer_staysUnderTheBound() public view {
        for (uint256 id = 1; id <= DATASETS; ++id) {
            uint64 perBuyerMicro = _ledger.budgetOf(id).perBuyerMicro;
            for (uint256 i = 0; i < BUYERS; ++i) {
                uint256 usedMicro = _usedBy(id, _buyer(i));
                assertLe(usedMicro, perBuyerMicro);
                assertEq(_ledger.usedBy(id, _buyer(i)), id == 1 ? 0 : usedMicro);
            }
        }
    }

    function invariant_ledger_refusesExactlyWhatTheModelRefuses() public view {
        assertTrue(bytes(_surprise).length == 0, _surprise);
    }

    function _isAvailable(uint256 id, address buyer, uint64 rhoMicro) private view returns (bool) {
        uint256 takenMicro = _sum(id, address(0), Status.RESERVED) + _sum(id, address(0), Status.CHARGED);
        return takenMicro + rhoMicro <= _capMicro[id] && _usedBy(id, buyer) + rhoMicro <= _bound(id);
    }

    function _bound(uint256 id) private view returns (uint256) {
        if (id == 1) return _capMicro[1];
        return id == 2 ? 300 : 999;
    }

    function _usedBy(uint256 id, address buyer) private view returns (uint256) {
        return _sum(id, buyer, Status.RESERVED) + _sum(id, buyer, Status.CHARGED);
    }

    /// @dev Over all buyers if `buyer` is zero.
    function _sum(uint256 id, address buyer, Status status) private view returns (uint256 sumMicro) {
        for (uint256 i = 0; i < _orders.length; ++i) {
            Order storage order = _orders[i];
            if (order.status != status || (buyer != address(0) && order.buyer != buyer)) continue;
            for (uint256 j = 0; j < order.datasetIds.length; ++j) {
                if (order.datasetIds[j] == id) sumMicro += order.rhoMicro;
            }
        }
    }

    /// @dev An order that is still reserved, the first from a random one on; 0 if there is none.
    function _pick(uint256 choice) private view returns (uint256 orderId) {
        uint256 count = _orders.length;
        for (uint256 i = 0; i < count; ++i) {
            uint256 at = ((choice % count) + i) % count;
            if (_orders[at].status == Status.RESERVED) return at + 1;
        }
    }

    /// @dev One to three ascending ids.
    function _choose(uint256 choice) private pure returns (uint256[] memory ids) {
        uint256 mask = 1 + (choice % 7);
        ids = new uint256[]((mask & 1) + ((mask >> 1) & 1) + (mask >> 2));
        uint256 length = 0;
        for (uint256 i = 0; i < DATASETS; ++i) if ((mask >> i) & 1 != 0) ids[length++] = i + 1;
    }

    function _buyer(uint256 choice) private pure returns (address) {
        return address(uint160(0xB0 + (choice % BUYERS)));
    }
}
