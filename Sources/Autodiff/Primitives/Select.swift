// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// `condition ≠ 0 ? a : b`, element by element.
struct Select: ElementwisePrimitive, Hashable {
  static let operation = Operation(shared: Select())

  let name = "select"

  var kernel: ElementwiseKernel { ElementwiseKernel(TernaryFunction.select) }

  func slope(_ i: Int, at site: Application) -> Variable {
    switch i {
    case 1: site.operands[0] .!= 0
    case 2: site.operands[0] .== 0
    default: 0
    }
  }

  func decisions(at site: Application) -> [Variable] { [(site.operands[0] .!= 0) - 0.5] }
}

/// The elements of `a` where `condition` is not 0, those of `b` elsewhere; the shapes broadcast.
///
/// Both are computed everywhere; the one not chosen gets a zero cotangent, whatever its value or slope.
public func select(_ condition: Variable, _ a: Variable, _ b: Variable) -> Variable {
  Select.operation([condition, a, b])
}
