// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// What Adam adds to the parameters after a gradient; `state` becomes the state after the step.
///
/// The mean of the gradients forgets with 0.9, that of their squares with 0.999; ε is 1e-8.
@Sendable func adamStep(gradient: [Double], learningRate: Double, state: inout AdamState) throws -> [Double] {
  throw notYet("count, both running means, their corrections, and the step")
}
