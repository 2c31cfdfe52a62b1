// SPDX-License-Identifier: Apache-2.0

/// The operations of a program, each numbered once: equal primitives share a number.
///
/// What the walk wants to know of an operation it looks up by number, without touching the object.
struct OperationTable {
  struct Facts {
    let kind: OperationKind
    let isElementwise: Bool
    let commutes: Bool
  }

  private(set) var operations: ContiguousArray<Operation> = []
  private(set) var facts: ContiguousArray<Facts> = []
  /// Each object that was met, and its number.
  private var objects: ContiguousArray<(identity: ObjectIdentifier, number: Int32)> = []
  /// Finds an object's place in `objects`.
  private var objectIndex = HashIndex()
  private var numbers: [AnyHashable: Int32] = [:]

  /// The number of an operation. O(1).
  @inline(__always)
  mutating func number(of operation: Unmanaged<Operation>) -> Int32 {
    let identity = operation._withUnsafeGuaranteedRef { ObjectIdentifier($0) }
    let known = objectIndex.find(OperationTable.hash(identity)) { objects[Int($0)].identity == identity }
    if let known { return objects[Int(known)].number }
    return add(operation.takeUnretainedValue())
  }

  mutating func number(of operation: Operation) -> Int32 { number(of: .passUnretained(operation)) }

  /// The number of a primitive, whether it has occurred before or not.
  mutating func number(of primitive: some Primitive & Hashable) -> Int32 {
    numbers[primitive] ?? add(Operation(primitive))
  }

  @inline(never)
  private mutating func add(_ operation: Operation) -> Int32 {
    // A shared operation is the only one of its kind; to compare others takes a cast, which costs more than the rest.
    let key = operation.isShared ? nil : (operation.primitive as? any Hashable).map { AnyHashable($0) }
    let number: Int32
    if let key, let known = numbers[key] {
      number = known
    } else {
      number = Int32(operations.count)
      operations.append(operation)
      let kind = operation.kind
      facts.append(
        Facts(kind: kind, isElementwise: operation.isElementwise, commutes: kind.commutes))
      if let key { numbers[key] = number }
    }
    let identity = ObjectIdentifier(operation)
    objects.append((identity, number))
    let all = objects
    objectIndex.insert(Int32(all.count - 1), OperationTable.hash(identity)) {
      OperationTable.hash(all[Int($0)].identity)
    }
    return number
  }

  @inline(__always)
  private static func hash(_ identity: ObjectIdentifier) -> UInt64 {
    HashIndex.mixed(0, UInt64(UInt(bitPattern: identity)))
  }
}
