// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Sign: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Sign())

  let name = "sign"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.sign) }
  static func value<S: Real>(_ x: S) -> S { Tensors.sign(x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 0 }

  func decisions(at site: Application) -> [Variable] { Array(site.operands) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "sign(\(operands[0]))" : "\\operatorname{sgn}\\left(\(operands[0])\\right)"
  }
}

/// The sign of each element: 1, -1, or 0 for 0. Its slope is 0 everywhere.
public func sign(_ x: Variable) -> Variable { Sign.operation(x) }
