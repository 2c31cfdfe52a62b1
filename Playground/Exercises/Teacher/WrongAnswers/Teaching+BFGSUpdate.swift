// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let bfgsUpdate = Teaching(
    Exercises.bfgsUpdate, solution: CourseTeacher.bfgsUpdate,
    wrong: [
      WrongAnswer("exchanges s and y", .stepAndChangeExchanged) { H, s, y in try update(H, y, s) },
      WrongAnswer("forgets the last term", .secant) { H, s, y in
        try update(H, s, y) - outer(s, s) / sum(s * y)
      },
      WrongAnswer("subtracts the last term", .secant) { H, s, y in
        try update(H, s, y) - 2 * outer(s, s) / sum(s * y)
      },
      WrongAnswer("multiplies from the left only", .notSymmetric) { H, s, y in
        guard sum(s * y) > 0 else { return H }
        let left = Tensor.identity(s.count) - (try outer(s, y)) / sum(s * y)
        return try matmul(left, H) + outer(s, s) / sum(s * y)
      },
      WrongAnswer("does not look at the curvature", .noCurvatureGuard) { H, s, y in
        let left = Tensor.identity(s.count) - (try outer(s, y)) / sum(s * y)
        return try matmul(matmul(left, H), left.transposed()) + outer(s, s) / sum(s * y)
      },
      WrongAnswer("is DFP's", .otherUpdate) { H, s, y in
        guard sum(s * y) > 0 else { return H }
        let Hy = try matmul(H, y)
        return H - (try outer(Hy, Hy)) / sum(y * Hy) + (try outer(s, s)) / sum(s * y)
      },
      WrongAnswer("divides by s·s", .secant) { H, s, y in
        guard sum(s * y) > 0 else { return H }
        let left = Tensor.identity(s.count) - (try outer(s, y)) / sum(s * s)
        return try matmul(matmul(left, H), left.transposed()) + outer(s, s) / sum(s * s)
      },
      WrongAnswer("keeps the old matrix", .secant) { H, _, _ in H },
    ])
}

private func outer(_ a: Tensor<Double>, _ b: Tensor<Double>) throws -> Tensor<Double> {
  try a.reshaped(to: [a.count, 1]) * b.reshaped(to: [1, b.count])
}

/// The right update.
private func update(_ H: Tensor<Double>, _ s: Tensor<Double>, _ y: Tensor<Double>) throws -> Tensor<Double> {
  try bfgsUpdate(H: H, s: s, y: y)
}
