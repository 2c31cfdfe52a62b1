// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The matrix products that a gradient of a network of dense layers takes, and nothing else.
///
/// Each is computed by the library that `chooseFaster` found to be faster, by our kernels before.
final class BareProducts<Scalar: Real> {
  private struct Call {
    let product: Product
    let a: Memory<Scalar>
    let b: Memory<Scalar>
    let c: Memory<Scalar>
    var library = Product.Library.kernels

    func run(by library: Product.Library) { product.run(by: library, a.start, b.start, into: c.start) }
  }

  private var calls: [Call]

  /// - Parameter widths: The numbers of inputs, of the units of each layer, and so of outputs.
  init(widths: [Int], samples: Int) {
    var products: [Product] = []
    for (inputs, units) in zip(widths, widths.dropFirst()) {
      products.append(Product(units, samples, inner: inputs))
      products.append(Product(units, inputs, inner: samples, transposing: .right))
      // The samples themselves have no cotangent.
      if products.count > 2 { products.append(Product(inputs, samples, inner: units, transposing: .left)) }
    }
    var source = Xoshiro256(seed: 5)
    calls = products.map { product in
      func filled(_ count: Int) -> Memory<Scalar> {
        Memory(Tensor<Scalar>(Tensor<Double>.uniform([count], from: -1, to: 1, using: &source)))
      }
      return Call(
        product: product, a: filled(product.rows * product.inner), b: filled(product.inner * product.columns),
        c: Memory(product.rows * product.columns))
    }
  }

  /// Measures each product by either library.
  func chooseFaster(_ sampler: Sampler) throws {
    for (i, call) in calls.enumerated() {
      let part = sampler.lasting(sampler.seconds / Double(calls.count))
      let times = try part.medians(Product.Library.allCases.map { library in { call.run(by: library) } })
      let fastest = zip(times, Product.Library.allCases).min { $0.0 < $1.0 }
      if let fastest { calls[i].library = fastest.1 }
    }
  }

  /// How many products there are, and how many of them our kernels compute.
  var counts: (all: Int, byKernels: Int) {
    (calls.count, calls.count { $0.library == .kernels })
  }

  func run() {
    for call in calls { call.run(by: call.library) }
  }
}
