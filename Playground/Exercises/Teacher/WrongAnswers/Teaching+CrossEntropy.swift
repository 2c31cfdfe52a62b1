// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let crossEntropy = Teaching(
    Exercises.crossEntropy, solution: CourseTeacher.crossEntropy,
    wrong: [
      WrongAnswer("sums instead of averaging", .meanAgainstSum) { z, t in try softmax(z) - t },
      WrongAnswer("averages over the classes, too", .meanAgainstSum) { z, t in
        (try softmax(z) - t) / Double(z.count)
      },
      WrongAnswer("has the sign wrong", .wrongSign) { z, t in (t - (try softmax(z))) / Double(z.shape[0]) },
      WrongAnswer("forgets the targets", .missingTarget) { z, _ in try softmax(z) / Double(z.shape[0]) },
      WrongAnswer("takes softmax along the samples", .softmaxAxis) { z, t in
        (try softmax(z, along: 0) - t) / Double(z.shape[0])
      },
      WrongAnswer("takes the diagonal of softmax's Jacobian only", .diagonalOnly) { z, t in
        -t * (1 - (try softmax(z))) / Double(z.shape[0])
      },
      WrongAnswer("does not shift", .overflow) { z, t in
        (exp(z) / (try sum(exp(z), along: 1, keepingAxes: true)) - t) / Double(z.shape[0])
      },
      WrongAnswer("divides the targets by the probabilities", .missingTarget) { z, t in
        -t / (try softmax(z)) / Double(z.shape[0])
      },
    ])
}

private func softmax(_ z: Tensor<Double>, along axis: Int = 1) throws -> Tensor<Double> {
  let powers = exp(z - (try max(z, along: .some([axis]), keepingAxes: true)))
  return powers / (try sum(powers, along: .some([axis]), keepingAxes: true))
}
