// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let halfGradient = Teaching(
    Exercises.halfGradient, solution: CourseTeacher.halfGradient,
    wrong: [
      WrongAnswer("the published gradient", .halfGradient) { w, y, z in
        let output = try output(w, y)
        return -(try matmul(y.transposed(), (z - output) * output * (1 - output))) / Double(y.shape[0])
      },
      WrongAnswer("sums over the samples", .meanAgainstSum) { w, y, z in
        let output = try output(w, y)
        return try matmul(y.transposed(), 2 * (output - z) * output * (1 - output))
      },
      WrongAnswer("has the sign wrong", .wrongSign) { w, y, z in
        let output = try output(w, y)
        return try matmul(y.transposed(), 2 * (z - output) * output * (1 - output)) / Double(y.shape[0])
      },
      WrongAnswer("forgets the sigmoid", .missingActivationSlope) { w, y, z in
        try matmul(y.transposed(), 2 * (output(w, y) - z)) / Double(y.shape[0])
      },
      WrongAnswer("takes tanh's slope", .otherActivation) { w, y, z in
        let output = try output(w, y)
        return try matmul(y.transposed(), 2 * (output - z) * (1 - output * output)) / Double(y.shape[0])
      },
      WrongAnswer("transposes the result", .transposed) { w, y, z in
        let output = try output(w, y)
        return try matmul((2 * (output - z) * output * (1 - output)).transposed(), y) / Double(y.shape[0])
      },
      WrongAnswer("averages over all numbers", .meanAgainstSum) { w, y, z in
        let output = try output(w, y)
        return try matmul(y.transposed(), (output - z) * output * (1 - output)) / Double(z.count)
      },
    ])
}

private func output(_ w: Tensor<Double>, _ y: Tensor<Double>) throws -> Tensor<Double> {
  sigmoid(try matmul(y, w))
}
