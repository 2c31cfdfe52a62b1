// SPDX-License-Identifier: Apache-2.0
internal import CByHand
internal import CKernels
internal import Wengert

/// The residuals of the spirals with their Jacobian, and what an iteration of Levenberg-Marquardt cannot do without, by
/// hand.
///
/// The Jacobian is stored as least squares store it, `[parameters, outputs, samples]`.
final class SpiralsByHand {
  private static let parameterCount = 127

  private let level = kernel_level(Processor.level)
  private let samples: Int
  private let parameters: Memory<Double>
  private let inputs: Memory<Double>
  private let targets: Memory<Double>
  private let transposed: Memory<Double>
  private let differences: Memory<Double>
  private var sumOfSquares = 0.0

  init(_ spirals: SpiralsData) {
    samples = spirals.count
    parameters = Memory(spirals.start)
    inputs = Memory(spirals.samples.inputs.transposed())
    targets = Memory(spirals.samples.targets.transposed())
    transposed = Memory(Self.parameterCount * 2 * samples)
    differences = Memory(2 * samples)
  }

  /// The residuals of the last run, and the Jacobian.
  var residuals: [Double] { differences.scalars }
  var jacobian: [Double] { transposed.scalars }

  func runJacobian() {
    sumOfSquares = small_jacobian_by_hand(
      level, samples, parameters.start, inputs.start, targets.start, differences.start, transposed.start)
  }

  /// `JᵀJ` of the Jacobian of the last run; a factorisation and solution; and one
  /// forward.
  func runIteration() throws {
    let n = Self.parameterCount
    var gramian = Tensor<Double>.zeros([n, n])
    let span = UnsafeBufferPointer(start: transposed.start, count: transposed.count).span
    try gramian.addSymmetricProduct(of: span, rows: n, columns: 2 * samples)
    gramian.withMutableScalars { g in
      for i in 0..<n { g[i * (n + 1)] += 1 }
    }
    _ = try Cholesky(gramian).solution(of: .ones([n]))
    sumOfSquares = small_by_hand(level, samples, parameters.start, inputs.start, targets.start, nil)
  }
}
