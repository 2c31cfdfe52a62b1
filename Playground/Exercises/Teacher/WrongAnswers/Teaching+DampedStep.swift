// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let dampedStep = Teaching(
    Exercises.dampedStep, solution: CourseTeacher.dampedStep,
    wrong: [
      WrongAnswer("forgets the minus", .wrongSign) { J, r, damping in
        -(try right(J, r, damping))
      },
      WrongAnswer("takes the gradient 2Jᵀr, but not the Hessian 2JᵀJ", .constantFactor) { J, r, damping in
        2 * (try right(J, r, damping))
      },
      WrongAnswer("does not damp", .noDamping) { J, r, _ in try right(J, r, 0) },
      WrongAnswer("scales the damping by the diagonal", .scaledDamping) { J, r, damping in
        let square = try matmul(J.transposed(), J)
        let matrix = square + damping * square * Tensor.identity(J.shape[1])
        return try Cholesky(matrix).solution(of: -matmul(J.transposed(), r))
      },
      WrongAnswer("adds the damping everywhere", .dampingEverywhere) { J, r, damping in
        let matrix = try matmul(J.transposed(), J) + damping
        return try Cholesky(matrix).solution(of: -matmul(J.transposed(), r))
      },
      WrongAnswer("steps down the gradient", .gradientStep) { J, r, _ in -(try matmul(J.transposed(), r)) },
      WrongAnswer("forgets a transpose", .wrongShape) { J, r, damping in
        let matrix = try matmul(J, J) + damping * Tensor.identity(J.shape[1])
        return try Cholesky(matrix).solution(of: -matmul(J.transposed(), r))
      },
      WrongAnswer("multiplies J·Jᵀ", .wrongShape) { J, r, damping in
        let matrix = try matmul(J, J.transposed()) + (damping + 1e-6) * Tensor.identity(J.shape[0])
        return try Cholesky(matrix).solution(of: -r)
      },
    ])
}

private func right(_ J: Tensor<Double>, _ r: Tensor<Double>, _ damping: Double) throws -> Tensor<Double> {
  try dampedStep(J: J, r: r, damping: damping)
}
