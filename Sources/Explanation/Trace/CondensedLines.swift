// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// The lines of a program as readers see them: those that only make a vector a factor of a matrix product, or the product
/// a vector again, or an element of what a slice took out, stand together with the operation that they belong to.
struct CondensedLines {
  /// A line as readers see it.
  struct Line {
    let operation: String
    let expression: String
    /// The lines that it reads.
    let operands: [Int]
  }

  /// What is shown for each operation that is shown, by its line.
  private(set) var shown: [Int: Line] = [:]
  /// For a line that is part of a later one, that line.
  private(set) var partOf: [Int: Int] = [:]
  /// For a line that is the same vector as an earlier one, that line.
  private(set) var sameAs: [Int: Int] = [:]

  private let labels: [String]
  private let shapes: [Shape]

  init(_ program: Program) {
    (labels, shapes) = (program.lineLabels, program.lineShapes)
    let operations = program.operations
    let byLine = Dictionary(uniqueKeysWithValues: operations.map { ($0.line, $0) })
    var readers = shapes.map { _ in [Int]() }
    for operation in operations {
      for operand in operation.operands { readers[operand].append(operation.line) }
    }
    let outputs = Set(program.outputLines)
    func isPlain(_ line: Int) -> Bool { labels[line] == "v\(line)" && !outputs.contains(line) }

    for operation in operations where operation.operation.primitive.name == "reshape" {
      let (line, source) = (operation.line, operation.operands[0])
      guard shapes[source].extents.filter({ $0 != 1 }) == shapes[line].extents.filter({ $0 != 1 }) else {
        continue
      }
      let name = byLine[source]?.operation.primitive.name
      if name == "matmul" || name == "slice", isPlain(source), readers[source] == [line] {
        partOf[source] = line
      } else if isPlain(line), shapes[source].rank == 1,
        readers[line].allSatisfy({ byLine[$0]?.operation.primitive.name == "matmul" })
      {
        sameAs[line] = source
      }
    }
    for operation in operations where partOf[operation.line] == nil && sameAs[operation.line] == nil {
      let inner = operation.operands.first.flatMap { partOf[$0] == operation.line ? byLine[$0] : nil }
      shown[operation.line] = line(operation, inner)
    }
  }

  /// An operation, with the one that is part of it.
  private func line(_ operation: RecordedOperation, _ inner: RecordedOperation?) -> Line {
    let own = inner ?? operation
    let operands = own.operands.map { sameAs[$0] ?? $0 }
    var name = own.operation.primitive.name
    var expression = own.operation.primitive.notation(of: operands.map { labels[$0] }, in: .text)
    if inner != nil, name == "slice", let position = position(own) {
      name = "element"
      expression = "\(labels[operands[0]])[\(position)]"
    }
    return Line(operation: name, expression: expression, operands: operands)
  }

  /// The positions that a slice takes along the first axes; `nil` for other boxes.
  private func position(_ slice: RecordedOperation) -> String? {
    let own = shapes[slice.line]
    let starts = slice.operation.attributes.first { $0.label == "from" }?.numbers ?? []
    let whole = shapes[slice.operands[0]]
    let narrowed = own.extents.indices.filter { own[$0] != whole[$0] }
    guard let last = narrowed.last, (0...last).allSatisfy({ own[$0] == 1 }) else { return nil }
    return starts[...last].map { "\(Int($0))" }.joined(separator: ", ")
  }
}
