// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// An objective that knows its second derivatives.
public protocol TwiceDifferentiableFunction: ObjectiveFunction {
  /// The Hessian's product with a direction, `H·v`, `[n]`.
  func hessianVectorProduct(
    at parameters: Tensor<Double>, along direction: Tensor<Double>
  ) throws -> Tensor<Double>

  /// The Hessian, `[n, n]`.
  func hessian(at parameters: Tensor<Double>) throws -> Tensor<Double>
}

extension TwiceDifferentiableFunction {
  /// The Hessian column by column, from *n* products.
  public func hessian(at parameters: Tensor<Double>) throws -> Tensor<Double> {
    let n = parameterCount
    var rows: [Double] = []
    rows.reserveCapacity(n * n)
    for i in 0..<n {
      var unit = Tensor<Double>.zeros([n])
      unit.withMutableScalars { $0[i] = 1 }
      rows += try hessianVectorProduct(at: parameters, along: unit).scalars
    }
    return try Tensor(shape: [n, n], scalars: rows)
  }
}
