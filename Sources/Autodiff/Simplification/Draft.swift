// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The list that a simplification builds: a line is appended only when there is none like it yet.
struct Draft {
  /// A line. Trivial.
  struct Line {
    /// The operation's number, or one of the two marks of `Node`.
    let operation: Int32
    /// The operands, as in `Node`; the second is the first again when there is only one.
    let first: Int32
    let second: Int32
    let arity: Int32
    let shape: Int32
    /// The line of the source that it was made for.
    let origin: Int32
    /// The latest of the lines whose last operand this is, and for each of them the one before.
    var user: Int32 = -1
    var nextUser: Int32 = -1
    /// Whether it stands for several lines of the source.
    var isShared = false
  }

  private(set) var lines: ContiguousArray<Line> = []
  /// The operands of lines that have more than two.
  private(set) var operandLists: ContiguousArray<Int32> = []
  private(set) var shapes: [Shape]
  private var shapeIndices: [Shape: Int32] = [:]
  private(set) var constants: [Tensor<Double>] = []
  /// For each constant the number that all its elements are, if they are one.
  private(set) var uniformValues: ContiguousArray<Double?> = []
  private var constantIndex = HashIndex()
  /// The lines that did not fit into the short lists of their last operands.
  private var lineIndex = HashIndex()
  /// The line of the source that is being simplified.
  var origin: Int32 = 0

  /// A draft with the shapes of a list under the same numbers.
  init(shapes: [Shape], capacity: Int) {
    self.shapes = shapes
    lines.reserveCapacity(capacity)
  }

  // MARK: Reading

  func shape(of line: Int32) -> Shape { shapes[Int(lines[Int(line)].shape)] }

  func operand(_ i: Int, of line: Int32) -> Int32 {
    let line = lines[Int(line)]
    if line.arity > 2 { return operandLists[Int(line.first) + i] }
    return i == 0 ? line.first : line.second
  }

  func operands(of line: Int32) -> [Int32] { (0..<Int(lines[Int(line)].arity)).map { operand($0, of: line) } }

  @inline(__always)
  func isConstant(_ line: Int32) -> Bool { lines[Int(line)].operation == Node.constantMark }

  func constant(_ line: Int32) -> Tensor<Double>? {
    isConstant(line) ? constants[Int(lines[Int(line)].first)] : nil
  }

  /// The number that all elements of a constant are.
  @inline(__always)
  func uniformValue(of line: Int32) -> Double? {
    isConstant(line) ? uniformValues[Int(lines[Int(line)].first)] : nil
  }

  mutating func share(_ line: Int32) { lines[Int(line)].isShared = true }

  // MARK: Appending

  /// The index of `shape` in the table.
  mutating func index(of shape: Shape) -> Int32 {
    if shapeIndices.isEmpty {
      for (index, shape) in shapes.enumerated() { shapeIndices[shape] = Int32(index) }
    }
    if let index = shapeIndices[shape] { return index }
    let index = Int32(shapes.count)
    shapes.append(shape)
    shapeIndices[shape] = index
    return index
  }

  mutating func appendInput(_ number: Int32, shape: Int32) -> Int32 {
    append(
      Line(operation: Node.inputMark, first: number, second: 0, arity: 0, shape: shape, origin: origin))
  }

  /// The line of a constant: that of an equal one, unless the constant is large or has a name of its own.
  mutating func constant(_ value: Tensor<Double>, shape: Int32, isNamed: Bool = false) -> Int32 {
    guard !isNamed, value.count <= 1024 else { return appendConstant(value, shape: shape) }
    let hash = Draft.hash(value)
    let known = constantIndex.find(hash) { Draft.areSame(constants[Int(lines[Int($0)].first)], value) }
    if let known { return known }
    let line = appendConstant(value, shape: shape)
    let (allLines, values) = (lines, constants)
    constantIndex.insert(line, hash) { Draft.hash(values[Int(allLines[Int($0)].first)]) }
    return line
  }

  mutating func constant(_ value: Double) -> Int32 { constant(Tensor(value), shape: 0) }

  private mutating func appendConstant(_ value: Tensor<Double>, shape: Int32) -> Int32 {
    let first = value.scalars.first
    let isUniform = value.scalars.allSatisfy { $0.bitPattern == first?.bitPattern }
    constants.append(value)
    uniformValues.append(isUniform ? first : nil)
    return append(
      Line(
        operation: Node.constantMark, first: Int32(constants.count - 1), second: 0, arity: 0, shape: shape,
        origin: origin))
  }

  @inline(__always)
  private mutating func append(_ line: Line) -> Int32 {
    lines.append(line)
    return Int32(truncatingIfNeeded: lines.count - 1)
  }

  // Bits, not values: -0 is not 0, and a NaN is itself.
  private static func hash(_ value: Tensor<Double>) -> UInt64 {
    value.scalars.reduce(UInt64(value.rank)) { HashIndex.mixed($0, $1.bitPattern) }
  }

  private static func areSame(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Bool {
    a.shape == b.shape && zip(a.scalars, b.scalars).allSatisfy { $0.bitPattern == $1.bitPattern }
  }
}

// MARK: Common subexpressions

extension Draft {
  /// The number of lines that are looked through, one by one, for an equal one. They lie close together in memory,
  /// unlike the places of a hash table as large as the list.
  private static let listLength = 4

  /// The line of an operation on one operand, given twice, or on two.
  @inline(__always)
  mutating func line(
    _ operation: Int32, _ first: Int32, _ second: Int32, arity: Int32, shape: Int32, commutes: Bool
  ) -> Int32 {
    let last = Swift.max(first, second)
    var length = 0
    var user = lines[Int(last)].user
    while user >= 0 {
      let other = lines[Int(user)]
      if other.operation == operation, other.arity == arity,
        other.first == first && other.second == second
          || commutes && other.first == second && other.second == first
      {
        return user
      }
      length += 1
      user = other.nextUser
    }
    var new = Line(
      operation: operation, first: first, second: second, arity: arity, shape: shape, origin: origin)
    guard length < Draft.listLength else { return indexed(new, commutes: commutes) }
    new.nextUser = lines[Int(last)].user
    let line = append(new)
    lines[Int(last)].user = line
    return line
  }

  /// The line of an operation on any number of operands but one and two.
  mutating func line(_ operation: Int32, _ operands: [Int32], shape: Int32) -> Int32 {
    let (start, count) = (operandLists.count, lines.count)
    operandLists.append(contentsOf: operands)
    let line = indexed(
      Line(
        operation: operation, first: Int32(start), second: 0, arity: Int32(operands.count), shape: shape,
        origin: origin),
      commutes: false)
    if lines.count == count { operandLists.removeLast(operands.count) }
    return line
  }

  /// The line that is like another, found through the hash table.
  @inline(never)
  private mutating func indexed(_ new: Line, commutes: Bool) -> Int32 {
    let hash = Draft.hash(new, operandLists)
    let known = lineIndex.find(hash) { isSame(lines[Int($0)], new, commutes: commutes) }
    if let known { return known }
    let line = append(new)
    let (allLines, allOperands) = (lines, operandLists)
    lineIndex.insert(line, hash) { Draft.hash(allLines[Int($0)], allOperands) }
    return line
  }

  /// The same for both orders of two operands.
  private static func hash(_ line: Line, _ operandLists: ContiguousArray<Int32>) -> UInt64 {
    let start = HashIndex.mixed(UInt64(line.arity), UInt64(line.operation))
    guard line.arity != 1, line.arity != 2 else {
      let (low, high) = (Swift.min(line.first, line.second), Swift.max(line.first, line.second))
      return HashIndex.mixed(start, UInt64(low) << 32 | UInt64(high))
    }
    return operandLists[Int(line.first)..<Int(line.first + line.arity)].reduce(start) {
      HashIndex.mixed($0, UInt64($1))
    }
  }

  private func isSame(_ a: Line, _ b: Line, commutes: Bool) -> Bool {
    guard a.operation == b.operation, a.arity == b.arity else { return false }
    guard a.arity != 1, a.arity != 2 else {
      return a.first == b.first && a.second == b.second
        || commutes && a.first == b.second && a.second == b.first
    }
    return (0..<a.arity).allSatisfy { operandLists[Int(a.first + $0)] == operandLists[Int(b.first + $0)] }
  }
}
