// SPDX-License-Identifier: Apache-2.0
public import Course

/// The answers, in the order of the exercises.
public enum Answers {
  /// Each exercise with the function that answers it.
  public static let all: [Submission] = [
    Exercises.chainRule.answered(by: chainRule),
    Exercises.ownTape.answered(by: ownTape),
    Exercises.fanOut.answered(by: fanOut),
    Exercises.broadcasting.answered(by: broadcasting),
    Exercises.matrixProduct.answered(by: matrixProduct),
    Exercises.relu.answered(by: reluPullback),
    Exercises.fromOutputs.answered(by: fromOutputs),
    Exercises.crossEntropy.answered(by: crossEntropy),
    Exercises.logSumExp.answered(by: stableLogSumExp),
    Exercises.differences.answered(by: differences),
    Exercises.halfGradient.answered(by: halfGradient),
    Exercises.biasFromActivation.answered(by: biasFromActivation),
    Exercises.adamStep.answered(by: adamStep),
    Exercises.wolfeSearch.answered(by: wolfeSearch),
    Exercises.bfgsUpdate.answered(by: bfgsUpdate),
    Exercises.dampedStep.answered(by: dampedStep),
    Exercises.forwardAndReverse.answered(by: forwardAndReverse),
  ]
}
