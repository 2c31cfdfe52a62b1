// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Running means of gradients and of their squares: what `Adam` and the rules made from it remember.
public struct Moments: Archivable, Sendable {
  var mean: Tensor<Double>
  var meanSquare: Tensor<Double>
  /// β₁ᵗ and β₂ᵗ, the weights of the means' zero start that are still in them after t updates.
  var meanBias = 1.0
  var meanSquareBias = 1.0

  /// The means before the first update, 0.
  init(parameterCount: Int) {
    mean = .zeros([parameterCount])
    meanSquare = mean
  }

  /// Saves or restores the means.
  public mutating func exchange(with archive: inout StateArchive) {
    archive.exchange("mean", &mean)
    archive.exchange("meanSquare", &meanSquare)
    archive.exchange("meanBias", &meanBias)
    archive.exchange("meanSquareBias", &meanSquareBias)
  }
}
