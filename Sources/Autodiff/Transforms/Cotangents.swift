// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The cotangents that a reverse sweep is accumulating; a pullback adds to those of its operands.
public struct Cotangents {
  private let storage: UnsafeMutablePointer<TapeStorage>
  /// Which lines depend on what the sweep differentiates by.
  private let isActive: [Bool]
  /// The cotangent of each line so far, -1 where there is none.
  private var sums: [Int32]
  /// The terms that cover only a box of a line's value. They are put together when all are known: adding each one
  /// to zeros of the full shape would make reading n elements one by one cost O(n²).
  private var boxed: [Int32: [(term: Variable, starts: [Int])]] = [:]
  /// The operands of the operation whose pullback is running.
  private var operands: [Variable] = []

  init(storage: UnsafeMutablePointer<TapeStorage>, isActive: [Bool]) {
    self.storage = storage
    self.isActive = isActive
    sums = Array(repeating: -1, count: isActive.count)
  }

  /// Adds a term to the cotangent of the `i`-th operand. A term of the shape that the operand was broadcast to is
  /// summed over the axes that it was repeated along.
  ///
  /// - Parameter term: Called only when the cotangent is wanted; `nil` adds nothing.
  public mutating func add(to i: Int, _ term: () -> Variable?) {
    guard isActive(i), let term = term() else { return }
    add(term.reduced(to: operands[i].shape), toLine: operands[i].index)
  }

  /// Adds a term to a box of the cotangent of the `i`-th operand, and zero to the rest of it.
  ///
  /// - Parameters:
  ///   - starts: Where the box begins along each axis.
  ///   - term: Of the shape of the box; called only when the cotangent is wanted.
  public mutating func add(to i: Int, at starts: [Int], _ term: () -> Variable) {
    guard isActive(i) else { return }
    boxed[operands[i].index, default: []].append((term(), starts))
  }

  /// Whether the cotangent of the `i`-th operand is wanted.
  func isActive(_ i: Int) -> Bool {
    isActive[Int(operands[i].index)]
  }

  mutating func add(_ term: Variable, toLine line: Int32) {
    guard let index = storage.index(of: term) else {
      return storage.fail("pullback", [term], storage.whyForeign(term), at: nil)
    }
    let sum = sums[Int(line)]
    sums[Int(line)] = sum < 0 ? index : (Variable(storage: storage, index: sum) + term).index
  }

  /// The whole cotangent of a line, `nil` when nothing was added.
  mutating func total(ofLine line: Int32) -> Variable? {
    if let terms = boxed.removeValue(forKey: line) {
      let shape = storage.pointee.list.shape(of: line)
      add(place(terms.map(\.term), at: terms.map(\.starts), in: shape), toLine: line)
    }
    let sum = sums[Int(line)]
    return sum < 0 ? nil : Variable(storage: storage, index: sum)
  }

  mutating func withOperands(_ operands: [Variable], _ pullback: (inout Cotangents) -> Void) {
    self.operands = operands
    pullback(&self)
  }
}

extension Variable {
  /// The sum over the axes along which `shape` was broadcast to this variable's shape.
  func reduced(to shape: Shape) -> Variable {
    let own = self.shape
    if own == shape { return self }
    let added = own.rank - shape.rank
    let repeated = (0..<own.rank).filter { $0 < added || (shape[$0 - added] == 1 && own[$0] != 1) }
    return sum(self, along: .some(repeated)).reshaped(to: shape)
  }
}
