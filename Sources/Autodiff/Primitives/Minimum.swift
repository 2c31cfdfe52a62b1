// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Minimum: BinaryElementwise, Hashable {
  static let operation = Operation(shared: Minimum())

  let name = "min"
  var kernel: ElementwiseKernel { ElementwiseKernel(BinaryFunction.min) }
  // Written so that NaN in either operand is the result.
  static func value<S: Real>(_ a: S, _ b: S) -> S { a < b || a.isNaN ? a : b }
  static func leftSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable {
    (a < b) + 0.5 * (a .== b)
  }
  static func rightSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable {
    (b < a) + 0.5 * (a .== b)
  }

  func decisions(at site: Application) -> [Variable] { [site.operands[0] - site.operands[1]] }
}

/// The smaller of two variables, element by element; the shapes broadcast. Where they are equal, each has slope ½.
public func min(_ a: Variable, _ b: Variable) -> Variable { Minimum.operation(a, b) }
