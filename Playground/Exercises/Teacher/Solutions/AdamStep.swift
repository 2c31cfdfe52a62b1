// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// What Adam adds to the parameters after a gradient; `state` becomes the state after the step.
///
/// The mean of the gradients forgets with 0.9, that of their squares with 0.999; ε is 1e-8.
@Sendable func adamStep(gradient: [Double], learningRate: Double, state: inout AdamState) throws -> [Double] {
  // SOLUTION: count, both running means, their corrections, and the step
  state.count += 1
  let corrections = (1 - pow(0.9, Double(state.count)), 1 - pow(0.999, Double(state.count)))
  return gradient.indices.map { i in
    state.mean[i] = 0.9 * state.mean[i] + 0.1 * gradient[i]
    state.square[i] = 0.999 * state.square[i] + 0.001 * gradient[i] * gradient[i]
    let mean = state.mean[i] / corrections.0
    return -learningRate * mean / ((state.square[i] / corrections.1).squareRoot() + 1e-8)
  }
  // END
}
