// SPDX-License-Identifier: Apache-2.0

/// An operation where it was recorded.
///
/// A handle that reads the tape: making and copying one is free.
public struct Application {
  let storage: UnsafeMutablePointer<TapeStorage>
  let line: Int32

  init(at line: Int32, of storage: UnsafeMutablePointer<TapeStorage>) {
    self.storage = storage
    self.line = line
  }

  /// The operation itself, to record it again.
  public var operation: Operation {
    guard let operation = storage.pointee.list.nodes[Int(line)].operation else {
      fatalError("line \(line) is no operation")
    }
    return operation.takeUnretainedValue()
  }

  /// What it was applied to.
  public var operands: Operands { Operands(site: self) }

  /// What it returned.
  public var result: Variable { Variable(storage: storage, index: line) }

  /// The operands of an application, in order.
  public struct Operands: RandomAccessCollection {
    fileprivate let site: Application

    public var startIndex: Int { 0 }

    public var endIndex: Int { site.storage.pointee.list.nodes[Int(site.line)].operandCount }

    public subscript(i: Int) -> Variable {
      Variable(storage: site.storage, index: site.operandLine(i))
    }
  }

  /// The line of the `i`-th operand.
  @inline(__always)
  func operandLine(_ i: Int) -> Int32 {
    let node = storage.pointee.list.nodes[Int(line)]
    guard i >= 0, i < node.operandCount else { Self.noOperand(i, of: node) }
    return storage.pointee.list.operand(i, of: node)
  }

  @inline(never)
  private static func noOperand(_ i: Int, of node: Node) -> Never {
    fatalError("there is no operand \(i) of \(node.operandCount)")
  }
}
