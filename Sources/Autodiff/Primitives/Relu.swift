// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Relu: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Relu())

  let name = "relu"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.relu) }
  // Written so that NaN stays NaN.
  static func value<S: Real>(_ x: S) -> S { x < 0 ? 0 : x }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { x > 0 }

  func decisions(at site: Application) -> [Variable] { [site.operands[0]] }
}

/// The rectified linear unit `max(x, 0)` of each element. Its slope at 0 is taken as 0.
public func relu(_ x: Variable) -> Variable { Relu.operation(x) }
