// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The elementwise loops that a gradient of a network of dense layers cannot do without: the activations of its hidden
/// layers, and the cotangents' products with their slopes.
final class BareElementwise<Scalar: Real> {
  private let layers: [(values: Memory<Scalar>, cotangents: Memory<Scalar>)]
  private let activation: UnaryKernel
  private let multiply = Scalar._kernel(BinaryFunction.multiply)

  /// - Parameter widths: The numbers of inputs, of the units of each layer, and so of outputs.
  init(_ activation: UnaryFunction, widths: [Int], samples: Int) {
    self.activation = Scalar._kernel(activation)
    layers = widths.dropFirst().dropLast().map { units in
      (Memory(.ones([units * samples])), Memory(.ones([units * samples])))
    }
  }

  func run() {
    for (values, cotangents) in layers {
      activation(values.start, values.start, values.count)
      multiply(cotangents.start, 1, values.start, 1, cotangents.start, values.count)
    }
  }
}
