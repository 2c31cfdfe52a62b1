// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Keeps the parameters with the lowest validation error, and ends a run that has stopped lowering it.
struct EarlyStopping {
  /// The number of iterations in a row without a new lowest error after which the run ends.
  let patience: Int

  /// The parameters with the lowest error so far; `nil` before there was an error that is a number.
  private(set) var best: Tensor<Double>?

  private var lowest = Double.infinity
  private var waited = 0

  init(patience: Int) { self.patience = patience }

  /// Takes note of an iteration that ended at `parameters`, and says whether to go on.
  mutating func observe(_ parameters: Tensor<Double>, validationError: Double) -> Directive {
    if validationError < lowest {
      lowest = validationError
      best = parameters
      waited = 0
    } else {
      waited += 1
    }
    return waited < patience ? .continue : .stop
  }
}
