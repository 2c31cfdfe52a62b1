// SPDX-License-Identifier: Apache-2.0

/// The noise of a function's outputs at a point.
struct FunctionNoise {
  /// The noise of each output.
  let outputs: [Double]
  /// The number of evaluations that it took to find out.
  let evaluations: Int

  /// - Parameters:
  ///   - count: The number of outputs.
  ///   - function: The values at a place along a direction of the point's own magnitude; `nil` where they are
  ///     no use.
  init(count: Int, _ function: (Double) throws -> [Double]?) rethrows {
    var noise = [Double?](repeating: nil, count: count)
    var evaluations = 0
    // Values that are all the same may be the step of a staircase, which only wider points see.
    for exponent in [-33, -25, -17, -10, -4] where noise.contains(where: { $0 == nil }) {
      let spacing = Double(sign: .plus, exponent: exponent, significand: 1)
      let samples = try (-3...3).compactMap { try function(spacing * Double($0)) }
      evaluations += 7
      guard samples.count == 7 else { break }
      for output in 0..<count where noise[output] == nil {
        let values = samples.map { $0[output] }
        if values.contains(where: { $0 != values[0] }) { noise[output] = NoiseLevel.noise(of: values) }
      }
    }
    outputs = noise.map { $0 ?? 0 }
    self.evaluations = evaluations
  }

  /// The noise of `Σ wᵢ·outputᵢ`, as if that of the outputs were independent.
  func noise(weights: [Double]) -> Double {
    let terms = zip(weights, outputs).map { ($0 * $1).magnitude }
    guard let largest = terms.max(), largest > 0, largest.isFinite else { return 0 }
    return largest * terms.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
  }
}
