// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct LeakyRelu: ParametricElementwise, Hashable {
  let negativeSlope: Double

  let name = "leakyRelu"
  func value<S: Real>(_ x: S) -> S { leakyRelu(x, slope: S(negativeSlope)) }
  func slope(_ x: Variable, _ y: Variable) -> Variable { select(x > 0, 1, Variable(negativeSlope)) }

  func decisions(at site: Application) -> [Variable] { Array(site.operands) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text
      ? "leakyRelu(\(operands[0]), slope: \(negativeSlope))"
      : "\\operatorname{leakyRelu}_{\(negativeSlope)}\\left(\(operands[0])\\right)"
  }
}

/// Each element where it is positive, `slope` times it elsewhere. Its slope at 0 is taken as `slope`.
public func leakyRelu(_ x: Variable, slope: Double = 0.01) -> Variable {
  Operation(LeakyRelu(negativeSlope: slope))(x)
}
