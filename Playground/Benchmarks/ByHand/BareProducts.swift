// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The matrix products that a gradient of a network of dense layers takes, and nothing else.
final class BareProducts<Scalar: Real> {
  private let products: [Product]
  private let operands: [(a: Memory<Scalar>, b: Memory<Scalar>, c: Memory<Scalar>)]

  /// - Parameter widths: The numbers of inputs, of the units of each layer, and so of outputs.
  init(widths: [Int], samples: Int) {
    var products: [Product] = []
    for (inputs, units) in zip(widths, widths.dropFirst()) {
      products.append(Product(units, samples, inner: inputs))
      products.append(Product(units, inputs, inner: samples, transposing: .right))
      // The samples themselves have no cotangent.
      if products.count > 2 { products.append(Product(inputs, samples, inner: units, transposing: .left)) }
    }
    self.products = products
    var source = Xoshiro256(seed: 5)
    operands = products.map { product in
      func filled(_ count: Int) -> Memory<Scalar> {
        Memory(Tensor<Scalar>(Tensor<Double>.uniform([count], from: -1, to: 1, using: &source)))
      }
      return (
        filled(product.rows * product.inner), filled(product.inner * product.columns),
        Memory(product.rows * product.columns)
      )
    }
  }

  func run() {
    for (product, operands) in zip(products, operands) {
      product.run(operands.a.start, operands.b.start, into: operands.c.start)
    }
  }
}
