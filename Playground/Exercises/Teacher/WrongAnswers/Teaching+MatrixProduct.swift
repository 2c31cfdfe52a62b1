// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let matrixProduct = Teaching(
    Exercises.matrixProduct, solution: CourseTeacher.matrixProduct,
    wrong: [
      WrongAnswer("no transposes", .missingTranspose) { a, b, c in
        FactorGradients(a: try matmul(c, b), b: try matmul(a, c))
      },
      WrongAnswer("no transpose for b", .missingTranspose) { a, b, c in
        FactorGradients(a: try matmul(c, b.transposed()), b: try matmul(a, c))
      },
      WrongAnswer("factors in the wrong order", .wrongOrder) { a, b, c in
        FactorGradients(a: try matmul(b.transposed(), c), b: try matmul(c, a.transposed()))
      },
      WrongAnswer("the transposed gradient by a", .transposed) { a, b, c in
        FactorGradients(a: try matmul(b, c.transposed()), b: try matmul(a.transposed(), c))
      },
      WrongAnswer("both gradients transposed", .transposed) { a, b, c in
        FactorGradients(a: try matmul(b, c.transposed()), b: try matmul(c.transposed(), a))
      },
      WrongAnswer("the sign", .wrongSign) { a, b, c in
        FactorGradients(a: -(try matmul(c, b.transposed())), b: -(try matmul(a.transposed(), c)))
      },
      WrongAnswer("ones instead of the cotangent", .wrongDerivative) { a, b, c in
        let ones = Tensor<Double>.ones(c.shape)
        return FactorGradients(a: try matmul(ones, b.transposed()), b: try matmul(a.transposed(), ones))
      },
      WrongAnswer("a and b exchanged in the result", .wrongShape) { a, b, c in
        FactorGradients(a: try matmul(a.transposed(), c), b: try matmul(c, b.transposed()))
      },
    ])
}
