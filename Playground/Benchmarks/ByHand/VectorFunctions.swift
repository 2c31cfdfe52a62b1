// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Elementary functions over contiguous memory, in place, by the toolkit's loops.
struct VectorFunctions {
  private let kernels = (
    sigmoid: Double._kernel(UnaryFunction.sigmoid), tanh: Double._kernel(UnaryFunction.tanh),
    exp: Double._kernel(UnaryFunction.exp)
  )

  func sigmoid(_ x: UnsafeMutablePointer<Double>, count: Int) { kernels.sigmoid(x, x, count) }

  func tanh(_ x: UnsafeMutablePointer<Double>, count: Int) { kernels.tanh(x, x, count) }

  func exp(_ x: UnsafeMutablePointer<Double>, count: Int) { kernels.exp(x, x, count) }
}
