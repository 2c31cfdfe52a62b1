// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Elu: ParametricElementwise, Hashable {
  let alpha: Double

  let name = "elu"
  func value<S: Real>(_ x: S) -> S { elu(x, alpha: S(alpha)) }
  // Where x is not positive, alpha·eˣ = y + alpha.
  func slope(_ x: Variable, _ y: Variable) -> Variable { select(x > 0, 1, y + alpha) }

  func decisions(at site: Application) -> [Variable] { Array(site.operands) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text
      ? "elu(\(operands[0]), alpha: \(alpha))"
      : "\\operatorname{elu}_{\(alpha)}\\left(\(operands[0])\\right)"
  }
}

/// Each element where it is positive, `alpha · (eˣ - 1)` elsewhere. Its slope at 0 is taken as `alpha`.
///
/// Clevert, Unterthiner and Hochreiter 2016, "Fast and accurate deep network learning by exponential linear units".
public func elu(_ x: Variable, alpha: Double = 1) -> Variable { Operation(Elu(alpha: alpha))(x) }
