// SPDX-License-Identifier: Apache-2.0
public import Optimization
public import Tensors

/// Keeps the parameters with the lowest validation loss, and ends a run that has stopped lowering it.
///
/// Prechelt, Early stopping - but when?, Neural Networks: Tricks of the Trade, 1998.
public struct EarlyStopping: Sendable {
  /// The number of epochs in a row without a new lowest loss after which the run ends; `nil` for never.
  public let patience: Int?
  /// The parameters with the lowest loss so far; `nil` before there was a loss that is a number.
  public private(set) var best: Tensor<Double>?
  /// The lowest loss so far.
  public private(set) var lowest = Double.infinity
  /// The number of epochs in a row without a new lowest loss.
  private var waited = 0

  /// Whether the run has waited as long as patience allows.
  public var hasRunOut: Bool { patience.map { waited >= $0 } ?? false }

  /// - Parameter patience: The number of epochs in a row without a new lowest loss after which the run ends; `nil` to only
  ///   keep the best parameters.
  public init(patience: Int?) { self.patience = patience }

  /// Takes note of an epoch that ended at `parameters`, and says whether to go on.
  public mutating func observe(_ parameters: Tensor<Double>, validationLoss: Double) -> Directive {
    if validationLoss < lowest {
      lowest = validationLoss
      best = parameters
      waited = 0
    } else {
      waited += 1
    }
    return hasRunOut ? .stop : .continue
  }
}

extension EarlyStopping: Archivable {
  /// Saves or restores the best parameters and how long there were no better ones.
  public mutating func exchange(with archive: inout StateArchive) {
    var elements = best?.scalars ?? []
    archive.exchange("best", &elements)
    best = elements.isEmpty ? nil : Tensor(elements)
    archive.exchange("lowest", &lowest)
    archive.exchange("waited", &waited)
  }
}
