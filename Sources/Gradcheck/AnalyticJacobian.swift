// SPDX-License-Identifier: Apache-2.0

/// The Jacobian under test, row by row from the adjoint or column by column from the tangent.
struct AnalyticJacobian {
  /// An entry, and how much it changes with the last digits of the point.
  typealias Entry = (value: Double, spread: Double)

  /// The elements of the outputs that have a row here: all, or a sample when the matrix would be too large.
  let outputs: [Int]
  /// The largest finite magnitude in each row.
  let rowScales: [Double]

  private let subject: any Subject
  private let neighbours: [[Double]]
  private let isTangent: Bool
  private let rows: [[Double]]
  private let spreads: [[Double]]

  init(_ subject: any Subject, outputs: [Int], neighbours: [[Double]], ofTangent isTangent: Bool) throws {
    self.subject = subject
    self.outputs = outputs
    self.neighbours = neighbours
    self.isTangent = isTangent
    let units = outputs.map { output in (0..<subject.outputs.count).map { $0 == output ? 1.0 : 0 } }
    let rows = try units.map { try subject.adjoint(of: $0, at: subject.point) }
    self.rows = rows
    spreads = try zip(units, rows).map { unit, row in
      try Self.spread(row, neighbours.map { try subject.adjoint(of: unit, at: $0) })
    }
    rowScales = rows.map { row in row.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 } }
  }

  /// The derivatives of the rows' outputs by an element of the inputs.
  func column(_ element: Int) throws -> [Entry] {
    guard isTangent else {
      return rows.indices.map { (rows[$0][element], spreads[$0][element]) }
    }
    let unit = (0..<subject.inputs.count).map { $0 == element ? 1.0 : 0 }
    func tangent(_ x: [Double]) throws -> [Double] {
      let all = try subject.tangent(along: unit, at: x) ?? []
      return outputs.map { all[$0] }
    }
    let column = try tangent(subject.point)
    return Array(zip(column, Self.spread(column, try neighbours.map(tangent))))
  }

  /// The largest distance of others from each element, 0 where one is not finite.
  private static func spread(_ center: [Double], _ others: [[Double]]) -> [Double] {
    center.indices.map { i in
      let spread = others.map { ($0[i] - center[i]).magnitude }.max() ?? 0
      return spread.isFinite ? spread : 0
    }
  }
}
