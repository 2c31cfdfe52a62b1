// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Zeros with rows added at positions that are themselves values: the transpose of gathering them.
struct ScatterAddRows: Primitive, Hashable {
  /// The number of rows of the result.
  let count: Int

  let name = "scatterAddRows"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    Shape([count] + operands[0].extents.dropFirst(operands[1].rank))
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let rows = PositionedRows(of: result)
    return .custom(
      CustomKernel(
        double: { rows.scatterAdd($0[0], at: $0[1], into: $1) },
        float: { rows.scatterAdd($0[0], at: $0[1], into: $1) }))
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) { GatherRows.operation(gy, site.operands[1]) }
  }

  func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    dx[0].map { site.operation($0, site.operands[1]) }
  }

  func batched(_ batch: Batch) -> Variable {
    guard batch.isBatched[1] else { return batch.operation(batch.operands) }
    let positions = batch.operands[1].samplesFirst().offset(bySampleTimes: count)
    let sums = Operation(ScatterAddRows(count: batch.size * count))(
      batch.repeated(0).samplesFirst(), positions)
    return sums.reshaped(to: Shape([batch.size, count] + sums.shape.extents.dropFirst())).samplesLast()
  }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text
      ? "scatterAddRows(\(operands[0]), at: \(operands[1]), count: \(count))"
      : "\\operatorname{scatter}_{\(operands[1])}\\left(\(operands[0])\\right)"
  }
}

extension Variable {
  /// The last axis, of the samples, moved to the front.
  func samplesFirst() -> Variable { transposed([rank - 1] + Array(0..<rank - 1)) }

  /// The first axis, of the samples, moved to the end.
  func samplesLast() -> Variable { transposed(Array(1..<rank) + [0]) }

  /// The first two axes as one.
  func joiningFirstAxes() -> Variable {
    reshaped(to: Shape([shape[0] * shape[1]] + shape.extents.dropFirst(2)))
  }

  /// Positions, samples first, among the rows of all samples' tables one below the other; what is no position in a
  /// table of `count` rows is none there either.
  func offset(bySampleTimes count: Int) -> Variable {
    let tops = constant(Tensor((0..<shape[0]).map { Double($0 * count) }))
      .reshaped(to: Shape([shape[0]] + Array(repeating: 1, count: rank - 1)))
    return select((self >= Variable(0)) * (self < Variable(Double(count))), self + tops, Variable(.nan))
  }
}

/// The rows of a table, to read or add to at positions that are whole numbers held as scalars.
struct PositionedRows {
  private let count: Int
  private let length: Int

  /// - Parameter table: Its first axis counts the rows.
  init(of table: Shape) {
    count = table[0]
    length = table.extents.dropFirst().reduce(1, *)
  }

  private func row<S: Real>(at position: S) -> Range<Int>? {
    guard let row = Int(exactly: position), (0..<count).contains(row) else { return nil }
    return row * length..<(row + 1) * length
  }

  func gather<S: Real>(
    _ table: UnsafeBufferPointer<S>, at positions: UnsafeBufferPointer<S>,
    into result: UnsafeMutableBufferPointer<S>
  ) {
    for (number, position) in positions.enumerated() {
      let target = UnsafeMutableBufferPointer(rebasing: result[number * length..<(number + 1) * length])
      if let row = row(at: position) {
        _ = target.update(fromContentsOf: table[row])
      } else {
        target.update(repeating: .nan)
      }
    }
  }

  func scatterAdd<S: Real>(
    _ terms: UnsafeBufferPointer<S>, at positions: UnsafeBufferPointer<S>,
    into result: UnsafeMutableBufferPointer<S>
  ) {
    result.update(repeating: 0)
    for (number, position) in positions.enumerated() {
      guard let row = row(at: position) else { continue }
      for (place, term) in zip(row, terms[number * length..<(number + 1) * length]) { result[place] += term }
    }
  }
}
