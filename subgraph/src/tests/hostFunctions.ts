import {
  Address,
  BigDecimal,
  BigInt,
  ByteArray,
  Bytes,
  crypto,
  dataSource,
  Entity,
  ethereum,
  ipfs,
  JSONValueKind,
  json,
  log,
  store,
  Value,
  yaml,
} from "@graphprotocol/graph-ts";

// Calls what the market's mappings do not: the gateway's indexer compiles this and compares the answers.

function put(name: string, text: string): void {
  const entity = new Entity();
  entity.set("id", Value.fromString(name));
  entity.set("text", Value.fromString(text));
  store.set("Answer", name, entity);
}

export function handleIntegers(_event: ethereum.Event): void {
  const a = BigInt.fromString("-12345678901234567890123");
  const b = BigInt.fromI32(1000);
  put("plus", a.plus(b).toString());
  put("minus", a.minus(b).toString());
  put("times", a.times(b).toString());
  put("div", a.div(b).toString());
  put("mod", a.mod(b).toString());
  put("pow", b.pow(20).toString());
  put("bitOr", BigInt.fromI32(12).bitOr(BigInt.fromI32(3)).toString());
  put("bitAnd", BigInt.fromI32(-4).bitAnd(BigInt.fromI32(7)).toString());
  put("leftShift", BigInt.fromI32(3).leftShift(100).toString());
  put("rightShift", BigInt.fromI32(-5).rightShift(1).toString());
  put("toHex", BigInt.fromI32(255).toHexString());
  put("neg", a.neg().toString());
  put("sqrt", BigInt.fromString("1000000").sqrt().toString());
  put("compare", (BigInt.fromI32(-1) < BigInt.zero()).toString());
  put("fromU64", BigInt.fromU64(u64.MAX_VALUE).toString());
  put("fromI64", BigInt.fromI64(i64.MIN_VALUE).toString());
}

export function handleDecimals(_event: ethereum.Event): void {
  const a = BigDecimal.fromString("1.25");
  const b = BigDecimal.fromString("-0.003");
  put("plus", a.plus(b).toString());
  put("minus", a.minus(b).toString());
  put("times", a.times(b).toString());
  put("div", a.div(BigDecimal.fromString("3")).toString());
  put("equals", a.equals(BigDecimal.fromString("1.250")).toString());
  put("fromInteger", BigInt.fromI32(10).divDecimal(BigDecimal.fromString("4")).toString());
  put("truncate", BigDecimal.fromString("3.14159").truncate(2).toString());
}

export function handleConversions(_event: ethereum.Event): void {
  put("keccak", crypto.keccak256(ByteArray.fromUTF8("symbolon")).toHexString());
  put("base58", Bytes.fromHexString("0x0000287fb4cd").toBase58());
  put("text", Bytes.fromUTF8("grüße").toString());
  put("address", Address.fromString("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed").toHexString());
}

export function handleAbi(_event: ethereum.Event): void {
  const tuple = new ethereum.Tuple();
  tuple.push(ethereum.Value.fromAddress(Address.zero()));
  tuple.push(ethereum.Value.fromUnsignedBigIntArray([BigInt.fromI32(7), BigInt.fromI32(8)]));
  tuple.push(ethereum.Value.fromString("hello"));
  tuple.push(ethereum.Value.fromSignedBigInt(BigInt.fromI32(-2)));
  tuple.push(ethereum.Value.fromFixedBytes(Bytes.fromHexString("0x01020304")));
  tuple.push(ethereum.Value.fromBoolean(true));
  const encoded = ethereum.encode(ethereum.Value.fromTuple(tuple));
  if (changetype<usize>(encoded) == 0) return;
  put("encoded", encoded.toHexString());
  const decoded = ethereum.decode("(address,uint256[],string,int256,bytes4,bool)", encoded);
  if (decoded == null) return;
  const parts = decoded.toTuple();
  put("address", parts[0].toAddress().toHexString());
  put("list", parts[1].toBigIntArray()[1].toString());
  put("string", parts[2].toString());
  put("int", parts[3].toBigInt().toString());
  put("bytes", parts[4].toBytes().toHexString());
  put("bool", parts[5].toBoolean().toString());
  put("refused", (ethereum.decode("(uint256)", Bytes.fromHexString("0x00")) == null).toString());
}

class Registry extends ethereum.SmartContract {
  static bind(address: Address): Registry {
    return new Registry("Registry", address);
  }
}

export function handleCalls(event: ethereum.Event): void {
  const registry = Registry.bind(event.address);
  const arg = [ethereum.Value.fromUnsignedBigInt(BigInt.fromI32(5))];
  const answer = registry.tryCall("nameOf", "nameOf(uint256):(string,uint64)", arg);
  put("called", answer.value[0].toString() + " " + answer.value[1].toBigInt().toString());
  const refused = registry.tryCall("fails", "fails():(bool)", []);
  put("reverted", refused.reverted.toString());
  put("balance", ethereum.getBalance(event.address).toString());
  put("hasCode", ethereum.hasCode(event.address).inner.toString());
  put("dataSource", dataSource.address().toHexString() + " " + dataSource.network());
  const file = ipfs.cat("bafy/file");
  put("file", changetype<usize>(file) == 0 ? "none" : file.toString());
  put("missing", (changetype<usize>(ipfs.cat("bafy/none")) == 0).toString());
  log.info("seen {} at {}", ["it", event.block.number.toString()]);
}

export function handleJson(_event: ethereum.Event): void {
  const text = '{"a":[1,-2.5e3,"x",null,true],"big":123456789012345678901234567890,"n":-9}';
  const object = json.fromString(text).toObject();
  const list = object.mustGet("a").toArray();
  put("i64", list[0].toI64().toString());
  put("f64", list[1].toF64().toString());
  put("string", list[2].toString());
  put("null", list[3].isNull().toString());
  put("bool", list[4].toBool().toString());
  put("bigInt", object.mustGet("big").toBigInt().toString());
  put("negative", object.mustGet("n").toI64().toString());
  put("kind", (object.mustGet("a").kind == JSONValueKind.ARRAY).toString());
  put("refused", json.try_fromString("{").isError.toString());
  put("accepted", json.try_fromString("[]").isOk.toString());
}

export function handleYaml(_event: ethereum.Event): void {
  const value = yaml.fromString("a: [1, two, true, ~]\nb: !own 5\n");
  const object = value.toObject();
  put("size", object.entries.length.toString());
  const list = object.entries[0].value.toArray();
  put("number", list[0].toI64().toString());
  put("string", list[1].toString());
  put("bool", list[2].toBool().toString());
  put("null", list[3].isNull().toString());
  put("tag", object.entries[1].value.toTagged().tag);
  put("refused", yaml.try_fromString("a: [").isError.toString());
}

export function handleStore(_event: ethereum.Event): void {
  const stored = store.get("Answer", "stored");
  put("stored", stored == null ? "none" : stored.getString("text"));
  put("inBlock", (store.get_in_block("Answer", "elsewhere") == null).toString());
  const related = store.loadRelated("Answer", "parent", "children");
  let ids = "";
  for (let i = 0; i < related.length; i++) ids += related[i].getString("id") + " ";
  put("related", ids.trim());
  store.remove("Answer", "elsewhere");
}

export function handleReceipt(event: ethereum.Event): void {
  const receipt = event.receipt;
  if (receipt == null) return;
  put("gasUsed", receipt.gasUsed.toString());
  put("logs", receipt.logs.length.toString());
  put("topic", receipt.logs[0].topics[0].toHexString());
  put("logIndex", receipt.logs[0].logIndex.toString());
  put("status", receipt.status.toString());
  put("to", changetype<usize>(event.transaction.to) == 0 ? "none" : event.transaction.to!.toHexString());
  put(
    "baseFee",
    changetype<usize>(event.block.baseFeePerGas) == 0 ? "none" : event.block.baseFeePerGas!.toString(),
  );
  put("size", changetype<usize>(event.block.size) == 0 ? "none" : event.block.size!.toString());
  put("nonce", event.transaction.nonce.toString());
  put("parameter", event.parameters[0].name + " " + event.parameters[0].value.toBigInt().toString());
}

class Part extends ethereum.Tuple {
  get key(): Bytes {
    return this[0].toBytes();
  }
  get amounts(): Array<BigInt> {
    return this[1].toBigIntArray();
  }
}

/** Joins numbers with commas: an Array<BigInt> has no text of its own. */
function joined(numbers: BigInt[]): string {
  let text = "";
  for (let i = 0; i < numbers.length; i++) text += (i == 0 ? "" : ",") + numbers[i].toString();
  return text;
}

/** Parameters: a tuple of (address, uint32[], (bytes32, uint128[])[], string, int8, (bool, address[2])), address[3], bytes32[3], uint64[][2]. */
export function handleTuples(event: ethereum.Event): void {
  const terms = event.parameters[0].value.toTuple();
  put("owner", terms[0].toAddress().toHexString());
  put("versions", joined(terms[1].toBigIntArray()));
  const parts = terms[2].toTupleArray<Part>();
  put("parts", parts.length.toString());
  put("lastKey", parts[parts.length - 1].key.toHexString());
  put("lastAmounts", joined(parts[parts.length - 1].amounts));
  put("empty", parts[0].amounts.length.toString());
  put("text", terms[3].toString());
  put("small", terms[4].toI32().toString());
  const inner = terms[5].toTuple();
  put("flag", inner[0].toBoolean().toString());
  put("pair", inner[1].toAddressArray()[1].toHexString());
  const nodes = event.parameters[1].value.toAddressArray();
  put("nodes", nodes.length.toString() + " " + nodes[2].toHexString());
  put("words", event.parameters[2].value.toBytesArray()[1].toHexString());
  const matrix = event.parameters[3].value.toBigIntMatrix();
  put("matrix", joined(matrix[0]) + ";" + joined(matrix[1]));
  put("name", event.parameters[3].name);
}

export function handleAbort(_event: ethereum.Event): void {
  put("before", "the abort");
  assert(false, "on purpose");
}

export function handleCritical(_event: ethereum.Event): void {
  log.critical("stop {}", ["here"]);
}
