// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Log1p: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Log1p())

  let name = "log1p"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.log1p) }
  static func value<S: Real>(_ x: S) -> S { S.log1p(x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 1 / (1 + x) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "log1p(\(operands[0]))" : "\\log\\left(1 + \(operands[0])\\right)"
  }
}

/// `log(1 + x)` of each element, accurate near 0 too: `-infinity` at -1, NaN below.
public func log1p(_ x: Variable) -> Variable { Log1p.operation(x) }
