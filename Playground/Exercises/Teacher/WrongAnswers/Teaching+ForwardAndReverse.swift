// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let forwardAndReverse = Teaching(
    Exercises.forwardAndReverse, solution: CourseTeacher.forwardAndReverse,
    wrong: [
      WrongAnswer("exchanges the two", .productsExchanged) { W, x, v, u in
        let right = try right(W, x, v, u)
        return JacobianProducts(jvp: right.vjp, vjp: right.jvp)
      },
      WrongAnswer("forgets the slope", .missingActivationSlope) { W, _, v, u in
        JacobianProducts(jvp: try matmul(W, v), vjp: try matmul(W.transposed(), u))
      },
      WrongAnswer("forgets the transpose", .missingTranspose) { W, x, v, u in
        let slope = try slope(W, x)
        guard W.shape[0] == W.shape[1] else { return try right(W, x, v, u) }
        return JacobianProducts(jvp: slope * (try matmul(W, v)), vjp: try matmul(W, slope * u))
      },
      WrongAnswer("takes the slope last on the way back", .linksInWrongOrder) { W, x, v, u in
        let slope = try slope(W, x)
        guard W.shape[0] == W.shape[1] else { return try right(W, x, v, u) }
        return JacobianProducts(jvp: slope * (try matmul(W, v)), vjp: slope * (try matmul(W.transposed(), u)))
      },
      WrongAnswer("takes the slope first on the way forward", .linksInWrongOrder) { W, x, v, u in
        let slope = try slope(W, x)
        guard W.shape[0] == W.shape[1] else { return try right(W, x, v, u) }
        return JacobianProducts(jvp: try matmul(W, slope * v), vjp: try matmul(W.transposed(), slope * u))
      },
      WrongAnswer("has 1 − y for the slope", .incompleteSlope) { W, x, v, u in
        let slope: Tensor<Double> = 1 - tanh(try matmul(W, x))
        return JacobianProducts(jvp: slope * (try matmul(W, v)), vjp: try matmul(W.transposed(), slope * u))
      },
      WrongAnswer("has the sign wrong", .wrongSign) { W, x, v, u in
        let right = try right(W, x, v, u)
        return JacobianProducts(jvp: -right.jvp, vjp: -right.vjp)
      },
      WrongAnswer("never transposes", .wrongShape) { W, x, v, u in
        let slope = try slope(W, x)
        return JacobianProducts(jvp: slope * (try matmul(W, v)), vjp: try matmul(W, slope * u))
      },
    ])
}

private func slope(_ W: Tensor<Double>, _ x: Tensor<Double>) throws -> Tensor<Double> {
  let y = tanh(try matmul(W, x))
  return 1 - y * y
}

private func right(
  _ W: Tensor<Double>, _ x: Tensor<Double>, _ v: Tensor<Double>, _ u: Tensor<Double>
) throws -> JacobianProducts {
  try forwardAndReverse(W: W, x: x, v: v, u: u)
}
