// SPDX-License-Identifier: Apache-2.0

/// The Jacobian under test, row by row from the adjoint or column by column from the tangent.
struct AnalyticJacobian {
  /// An entry and its rounding noise.
  typealias Entry = (value: Double, noise: Double)

  /// The elements of the outputs that have a row here: all, or a sample when the matrix would be too large.
  let outputs: [Int]
  /// The largest finite magnitude in each row.
  let rowScales: [Double]

  private let subject: any Subject
  private let neighbours: [[Double]]
  private let isTangent: Bool
  private let rows: [[Double]]
  private let noise: [[Double]]

  init(_ subject: any Subject, outputs: [Int], neighbours: [[Double]], ofTangent isTangent: Bool) throws {
    self.subject = subject
    self.outputs = outputs
    self.neighbours = neighbours
    self.isTangent = isTangent
    let units = outputs.map { output in (0..<subject.outputs.count).map { $0 == output ? 1.0 : 0 } }
    let samples = try units.map { unit in try neighbours.map { try subject.adjoint(of: unit, at: $0) } }
    rows = samples.map { $0[$0.count / 2] }
    let references = try units.map { try subject.reference?.adjoint(of: $0, at: subject.point) }
    noise = zip(samples, references).map { Self.noise(of: $0, reference: $1) }
    rowScales = rows.map { row in row.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 } }
  }

  /// The derivatives of the rows' outputs by an element of the inputs.
  func column(_ element: Int) throws -> [Entry] {
    guard isTangent else {
      return rows.indices.map { (rows[$0][element], noise[$0][element]) }
    }
    let unit = (0..<subject.inputs.count).map { $0 == element ? 1.0 : 0 }
    let samples = try neighbours.map { x in
      let column = try subject.tangent(along: unit, at: x) ?? []
      return outputs.map { column[$0] }
    }
    let reference = try subject.reference?.tangent(along: unit, at: subject.point).map { column in
      outputs.map { column[$0] }
    }
    return Array(zip(samples[samples.count / 2], Self.noise(of: samples, reference: reference)))
  }

  /// The rounding of each element of a vector that was computed at equally spaced points, from its noise and
  /// from the vector in the middle in double precision.
  private static func noise(of samples: [[Double]], reference: [Double]?) -> [Double] {
    samples[0].indices.map { i in
      max(
        NoiseLevel.noise(of: samples.map { $0[i] }),
        Rounding.loss(samples[samples.count / 2][i], reference?[i]))
    }
  }
}
