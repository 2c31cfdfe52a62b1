// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A sum of products in Einstein's notation, by NumPy's rules: each axis has a letter, products are summed over the
/// letters that the result does not have.
///
/// ```swift
/// einsum("ij,jk->ik", a, b)     // the matrix product
/// einsum("bij,bjk->bik", a, b)  // one for each b
/// einsum("ii", a)               // the trace: without an arrow, letters that occur twice are summed over
/// einsum("i,j", a, b)           // the outer product
/// ```
///
/// A letter that one operand has twice means its diagonal. The operands are combined from left to right, each pair by
/// a (batched) matrix product, or an elementwise one where nothing is summed. Ellipses are not supported, and axes of
/// extent 1 are not broadcast.
///
/// - Parameters:
///   - subscripts: The letters of the operands, separated by commas, and after `->` those of the result. Spaces do
///     not count.
///   - operands: A variable for each group of letters.
public func einsum(
  _ subscripts: String, _ operands: Variable..., file: StaticString = #fileID, line: UInt = #line
) -> Variable {
  let location = SourceLocation(file: file, line: line)
  do {
    let parsed = try EinsumSubscripts(subscripts)
    try parsed.check(operands.map(\.shape))
    var rest = zip(attached(operands), parsed.operands).map { LabelledFactor($0, $1) }
    var total = rest.removeFirst()
    while !rest.isEmpty {
      let next = rest.removeFirst()
      total = total.times(next, keeping: Set(parsed.result + rest.flatMap(\.labels)))
    }
    return total.summed(keeping: Set(parsed.result)).ordered(parsed.result)
  } catch {
    return fault("einsum", operands, error.reason, at: location)
  }
}

/// A variable with a letter for each axis, none twice.
private struct LabelledFactor {
  let value: Variable
  let labels: [Character]

  private init(value: Variable, labels: [Character]) {
    self.value = value
    self.labels = labels
  }

  /// Takes the diagonal along the axes whose letters occur twice.
  init(_ operand: Variable, _ letters: [Character]) {
    var (value, labels) = (operand, letters)
    while let first = labels.indices.first(where: { labels[($0 + 1)...].contains(labels[$0]) }),
      let second = labels[(first + 1)...].firstIndex(of: labels[first])
    {
      var order = Array(labels.indices)
      order.insert(order.remove(at: second), at: first + 1)
      value = Operation(Diagonal(axis: first, offset: 0))(
        order == Array(labels.indices) ? value : value.transposed(order))
      labels.remove(at: second)
    }
    self.init(value: value, labels: labels)
  }

  private func extents(of labels: [Character]) -> [Int] {
    labels.map { label in self.labels.firstIndex(of: label).map { value.shape[$0] } ?? 1 }
  }

  /// Summed over the axes of the other letters.
  func summed(keeping kept: Set<Character>) -> LabelledFactor {
    let axes = labels.indices.filter { !kept.contains(labels[$0]) }
    guard !axes.isEmpty else { return self }
    return LabelledFactor(value: sum(value, along: .some(axes)), labels: labels.filter(kept.contains))
  }

  /// With the axes in another order.
  func ordered(_ order: [Character]) -> Variable {
    order == labels ? value : value.transposed(order.compactMap { labels.firstIndex(of: $0) })
  }

  /// The product, summed over the letters that are not kept.
  func times(_ other: LabelledFactor, keeping kept: Set<Character>) -> LabelledFactor {
    let left = summed(keeping: kept.union(other.labels))
    let right = other.summed(keeping: kept.union(labels))
    let common = left.labels.filter(right.labels.contains)
    let inner = common.filter { !kept.contains($0) }
    let batch = common.filter(kept.contains)
    let rows = left.labels.filter { !common.contains($0) }
    let columns = right.labels.filter { !common.contains($0) }
    let labels = batch + rows + columns
    guard !inner.isEmpty else {
      // Elementwise: each is 1 long where it has no letter.
      let factors = [(left, batch + rows), (right, batch + columns)].map { factor, own in
        factor.ordered(own).reshaped(to: Shape(factor.extents(of: labels)))
      }
      return LabelledFactor(value: factors[0] * factors[1], labels: labels)
    }
    let (a, isLeftTransposed) = left.matrices(batch, rows, inner)
    let (b, isRightTransposed) = right.matrices(batch, inner, columns)
    var transposing: Transposition = []
    if isLeftTransposed { transposing.insert(.left) }
    if isRightTransposed { transposing.insert(.right) }
    let extents = left.extents(of: batch + rows) + right.extents(of: columns)
    return LabelledFactor(value: product(a, b, transposing).reshaped(to: Shape(extents)), labels: labels)
  }

  /// As matrices with the axes `rows` and `columns` each made one, and whether they are to be read transposed, which
  /// saves moving elements.
  private func matrices(
    _ batch: [Character], _ rows: [Character], _ columns: [Character]
  ) -> (value: Variable, isTransposed: Bool) {
    let isTransposed = labels == batch + columns + rows && labels != batch + rows + columns
    let (first, second) = isTransposed ? (columns, rows) : (rows, columns)
    let leading = batch.isEmpty ? [] : [extents(of: batch).reduce(1, *)]
    let sides = [first, second].map { extents(of: $0).reduce(1, *) }
    return (ordered(batch + first + second).reshaped(to: Shape(leading + sides)), isTransposed)
  }
}
