// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A network as layers of units, with a line for each weight: as wide as the weight is large, in one colour for positive
/// and in another for negative ones.
///
/// ```swift
/// let weights = try model.named(parameters)
/// try NetworkDrawing(title: "After training", weights: [("W1", weights["W1"]!), ("W2", weights["W2"]!)]).svg()
/// ```
public struct NetworkDrawing: Figure {
  public let title: String
  /// What the reader should see in the figure, in a sentence.
  public let summary: String
  /// The weights from layer to layer.
  let weights: [(name: String, matrix: Tensor<Double>)]
  /// The names of the layers, that of the inputs first.
  let layers: [String]

  /// - Parameters:
  ///   - weights: From the inputs to the outputs, each `[units, units before]`, with the names to write above.
  ///   - layers: The names of the layers to write below, that of the inputs first; one more than there are weights.
  /// - Throws: ``PlotError`` when there are no weights, a matrix does not fit the one before it, or there are not as many
  ///   names as layers.
  public init(
    title: String, summary: String = "", weights: [(name: String, matrix: Tensor<Double>)],
    layers: [String] = []
  ) throws(PlotError) {
    guard !weights.isEmpty else { throw .empty("NetworkDrawing") }
    for (name, matrix) in weights where matrix.rank != 2 {
      throw .lengths("\(name) of shape \(matrix.shape) in NetworkDrawing", matrix.shape.extents)
    }
    for (before, after) in zip(weights, weights.dropFirst())
    where before.matrix.shape[0] != after.matrix.shape[1] {
      throw .lengths(
        "NetworkDrawing between \(before.name) and \(after.name)",
        [
          before.matrix.shape[0], after.matrix.shape[1],
        ])
    }
    guard layers.isEmpty || layers.count == weights.count + 1 else {
      throw .lengths("The names of layers in NetworkDrawing", [weights.count + 1, layers.count])
    }
    (self.title, self.weights, self.layers) = (title, weights, layers)
    self.summary = summary.isEmpty ? Self.summary(weights) : summary
  }

  private static func summary(_ weights: [(name: String, matrix: Tensor<Double>)]) -> String {
    let counts = [weights[0].matrix.shape[1]] + weights.map { $0.matrix.shape[0] }
    let largest = weights.map { name, matrix in
      "\(name) up to \((matrix.scalars.map(\.magnitude).max() ?? 0).text(significant: 3))"
    }
    return "Layers of \(counts.map(String.init).joined(separator: ", ")) units; weights "
      + largest.joined(separator: ", ") + "."
  }

  public var drawing: Drawing { NetworkLayout(self).drawing }
}
