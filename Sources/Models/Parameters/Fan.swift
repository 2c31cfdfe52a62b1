// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// How many elements a unit reads, and how many read it.
struct Fan {
  let input: Double
  let output: Double

  /// The fan of a parameter: of a vector its length, else from the first two axes, outputs and inputs, and the window
  /// that the rest spans.
  init(of shape: Shape) {
    let window = shape.extents.dropFirst(2).reduce(1, *)
    output = Double((shape.extents.first ?? 1) * window)
    input = shape.rank > 1 ? Double(shape[1] * window) : output
  }
}
