// SPDX-License-Identifier: Apache-2.0

/// The Jacobian under test, row by row from the adjoint or column by column from the tangent.
final class AnalyticJacobian {
  /// The elements of the outputs that have a row here: all, or a sample when the matrix would be too large.
  let outputs: [Int]
  /// The largest finite magnitude in each row.
  let rowScales: [Double]

  private let subject: any Subject
  private let isTangent: Bool
  private let rows: [[Double]]
  /// The noise of the rows, once it has been measured.
  private var rowNoise: [[Double]]?

  init(_ subject: any Subject, outputs: [Int], ofTangent isTangent: Bool) throws {
    self.subject = subject
    self.outputs = outputs
    self.isTangent = isTangent
    rows = try outputs.map { try subject.adjoint(of: subject.unit($0), at: subject.point) }
    rowScales = rows.map { row in row.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 } }
  }

  /// The derivatives of the rows' outputs by an element of the inputs.
  func column(_ element: Int) throws -> [Double] {
    isTangent ? try tangent(element, at: subject.point) : rows.map { $0[element] }
  }

  /// The rounding of a column, from derivatives at equally spaced points.
  func noise(ofColumn element: Int, at neighbours: [[Double]]) throws -> [Double] {
    if isTangent {
      let columns = try neighbours.map { try tangent(element, at: $0) }
      return outputs.indices.map { row in NoiseLevel.noise(of: columns.map { $0[row] }) }
    }
    return try noise(ofRowsAt: neighbours).map { $0[element] }
  }

  private func noise(ofRowsAt neighbours: [[Double]]) throws -> [[Double]] {
    if let rowNoise { return rowNoise }
    let noise = try outputs.map { output in
      let rows = try neighbours.map { try subject.adjoint(of: subject.unit(output), at: $0) }
      return subject.point.indices.map { element in NoiseLevel.noise(of: rows.map { $0[element] }) }
    }
    rowNoise = noise
    return noise
  }

  private func tangent(_ element: Int, at x: [Double]) throws -> [Double] {
    let unit = subject.point.indices.map { $0 == element ? 1.0 : 0 }
    let column = try subject.tangent(along: unit, at: x) ?? []
    return outputs.map { column[$0] }
  }
}

extension Subject {
  /// Weights that choose one element of the outputs.
  func unit(_ output: Int) -> [Double] { (0..<outputs.count).map { $0 == output ? 1.0 : 0 } }
}
