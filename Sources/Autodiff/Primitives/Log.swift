// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Log: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Log())

  let name = "log"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.log) }
  static func value<S: Real>(_ x: S) -> S { S.log(x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 1 / x }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "log(\(operands[0]))" : "\\log\\left(\(operands[0])\\right)"
  }
}

/// The natural logarithm of each element: `-infinity` at 0, NaN below.
public func log(_ x: Variable) -> Variable { Log.operation(x) }
