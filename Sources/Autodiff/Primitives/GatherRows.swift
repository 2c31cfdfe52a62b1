// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The rows of a table at positions that are themselves values.
struct GatherRows: Primitive, Hashable {
  static let operation = Operation(shared: GatherRows())

  let name = "gatherRows"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    Shape(operands[1].extents + operands[0].extents.dropFirst())
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let rows = PositionedRows(of: operands[0])
    return .custom(
      CustomKernel(
        double: { rows.gather($0[0], at: $0[1], into: $1) },
        float: { rows.gather($0[0], at: $0[1], into: $1) }
      ))
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) {
      Operation(ScatterAddRows(count: site.operands[0].shape[0]))(gy, site.operands[1])
    }
  }

  func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    dx[0].map { site.operation($0, site.operands[1]) }
  }

  func batched(_ batch: Batch) -> Variable {
    guard batch.isBatched[1] else { return batch.operation(batch.operands) }
    let positions = batch.operands[1].samplesFirst()
    guard batch.isBatched[0] else { return batch.operation(batch.operands[0], positions).samplesLast() }
    let tables = batch.operands[0].samplesFirst()
    return batch.operation(
      tables.joiningFirstAxes(), positions.offset(bySampleTimes: tables.shape[1])
    ).samplesLast()
  }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text
      ? "gather(\(operands[0]), at: \(operands[1]))" : "\\left(\(operands[0])\\right)_{\(operands[1])}"
  }
}

/// The rows of `table` at `positions`, in their order: the vectors of words, for instance.
///
/// A position that is not a whole number in `0..<v` gives a row of NaN, since positions are not known before the run.
///
/// - Parameters:
///   - table: `[v]` followed by the shape of a row.
///   - positions: Of any shape. Nothing is differentiated by them.
/// - Returns: The shape of the positions followed by that of a row.
public func gather(
  _ table: Variable, at positions: Variable, file: StaticString = #fileID, line: UInt = #line
) -> Variable {
  let location = SourceLocation(file: file, line: line)
  guard table.rank > 0 else {
    return fault("gather", [table, positions], "a scalar has no rows", at: location)
  }
  return GatherRows.operation(table, positions, at: location)
}
