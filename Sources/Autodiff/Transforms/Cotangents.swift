// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The cotangents that a reverse sweep is accumulating; a pullback adds to those of its operands.
public struct Cotangents {
  /// What has been added up for one variable.
  enum Sum {
    /// Nothing depends on it that derivatives are taken by: its cotangent is not wanted.
    case unwanted
    case zero
    /// The line at which the sum is recorded.
    case line(Int32)
    /// Some terms cover only a box: their number in `boxes`.
    case boxes(Int32)
  }

  /// Terms that cover only a box of a variable, and the sum of those that cover all of it. They are put together when
  /// all are known: adding each one to zeros of the full shape would make reading n elements one by one cost O(n²).
  private struct Boxes {
    var sum: Sum
    var terms: [Variable] = []
    var starts: [[Int]] = []
  }

  private let storage: UnsafeMutablePointer<TapeStorage>
  /// The line of the first of the sums; `nil` when the sums are those of `site`'s operands, in order.
  private let firstLine: Int32?
  private var sums: ContiguousArray<Sum>
  private var boxes: [Boxes] = []
  /// The operation whose pullback is running.
  var site: Application

  /// For a sweep down to line `firstLine`.
  ///
  /// - Parameter sums: For each line from there on, `unwanted` or `zero`.
  init(storage: UnsafeMutablePointer<TapeStorage>, from firstLine: Int32, sums: ContiguousArray<Sum>) {
    self.storage = storage
    self.firstLine = firstLine
    self.sums = sums
    site = Application(at: firstLine, of: storage)
  }

  /// For the pullback of one operation.
  ///
  /// - Parameter sums: For each operand, `unwanted` or `zero`.
  init(at site: Application, sums: ContiguousArray<Sum>) {
    storage = site.storage
    firstLine = nil
    self.sums = sums
    self.site = site
  }

  /// Adds a term to the cotangent of the `i`-th operand. A term of the shape that the operand was broadcast to is
  /// summed over the axes that it was repeated along.
  ///
  /// - Parameter term: Called only when the cotangent is wanted; `nil` adds nothing.
  public mutating func add(to i: Int, _ term: () -> Variable?) {
    let line = site.operandLine(i)
    let place = place(ofOperand: i, line)
    guard isWanted(place), let term = term() else { return }
    add(storage.reduced(term, toShapeOf: line), at: place)
  }

  /// Adds a term to a box of the cotangent of the `i`-th operand, and zero to the rest of it.
  ///
  /// - Parameters:
  ///   - starts: Where the box begins along each axis.
  ///   - term: Of the shape of the box; called only when the cotangent is wanted.
  public mutating func add(to i: Int, at starts: [Int], _ term: () -> Variable) {
    let place = place(ofOperand: i, site.operandLine(i))
    guard isWanted(place) else { return }
    let term = term()
    if case .boxes(let number) = sums[place] {
      boxes[Int(number)].terms.append(term)
      boxes[Int(number)].starts.append(starts)
    } else {
      boxes.append(Boxes(sum: sums[place], terms: [term], starts: [starts]))
      sums[place] = .boxes(Int32(boxes.count - 1))
    }
  }

  /// Whether the cotangent of the `i`-th operand is wanted.
  func isActive(_ i: Int) -> Bool { isWanted(place(ofOperand: i, site.operandLine(i))) }

  /// Adds to the cotangent of a line, for a sweep over lines.
  mutating func add(_ term: Variable, toLine line: Int32) {
    let place = place(ofLine: line)
    if isWanted(place) { add(term, at: place) }
  }

  /// The whole cotangent of a line, `nil` when it is zero or not wanted; for a sweep over lines.
  mutating func total(ofLine line: Int32) -> Variable? { total(at: place(ofLine: line), line) }

  /// The whole cotangent of the `i`-th operand, `nil` when it is zero or not wanted; for a single pullback.
  mutating func total(ofOperand i: Int) -> Variable? { total(at: i, site.operandLine(i)) }

  // MARK: Places

  @inline(__always)
  private func place(ofLine line: Int32) -> Int { Int(line - (firstLine ?? 0)) }

  @inline(__always)
  private func place(ofOperand i: Int, _ line: Int32) -> Int { firstLine.map { Int(line - $0) } ?? i }

  @inline(__always)
  private func isWanted(_ place: Int) -> Bool {
    // No line before the first depends on what derivatives are taken by.
    guard place >= 0 else { return false }
    if case .unwanted = sums[place] { return false }
    return true
  }

  private mutating func add(_ term: Variable, at place: Int) {
    guard let line = storage.index(of: term) else {
      return storage.fail("pullback", [term], storage.whyForeign(term), at: nil)
    }
    if case .boxes(let number) = sums[place] {
      boxes[Int(number)].sum = sum(boxes[Int(number)].sum, line)
    } else {
      sums[place] = sum(sums[place], line)
    }
  }

  private func sum(_ sum: Sum, _ term: Int32) -> Sum {
    guard case .line(let sum) = sum else { return .line(term) }
    return .line((storage.variable(sum) + storage.variable(term)).index)
  }

  private mutating func total(at place: Int, _ line: Int32) -> Variable? {
    if case .boxes(let number) = sums[place] {
      let parts = boxes[Int(number)]
      sums[place] = parts.sum
      boxes[Int(number)] = Boxes(sum: .zero)
      add(Autodiff.place(parts.terms, at: parts.starts, in: storage.pointee.list.shape(of: line)), at: place)
    }
    guard case .line(let sum) = sums[place] else { return nil }
    return storage.variable(sum)
  }
}

extension UnsafeMutablePointer<TapeStorage> {
  /// A term summed over the axes along which the value of `line` was broadcast to the term's shape.
  fileprivate func reduced(_ term: Variable, toShapeOf line: Int32) -> Variable {
    if term.storage == self, term.isAlive, pointee.list.haveSameShape(term.index, line) { return term }
    return term.reduced(to: pointee.list.shape(of: line))
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
