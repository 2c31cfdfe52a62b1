// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The layers of a model with their output shapes and numbers of parameters; its description is a table.
public struct ModelSummary: Hashable, Sendable, CustomStringConvertible {
  /// A layer, or a parameter that belongs to none.
  public struct Row: Hashable, Sendable {
    /// The name under which it was declared.
    public let name: String
    /// The layer's type; `Parameter` for a parameter.
    public let type: String
    /// The shape of a layer's output, or of the parameter.
    public let shape: Shape
    /// The number of elements of its parameters, without those that it shares with one above.
    public let parameterCount: Int
  }

  /// In the order of their application.
  public let rows: [Row]
  /// The shape of one sample.
  public let inputShape: Shape
  /// The number of elements of all parameters.
  public let parameterCount: Int
  /// The number of those that are observed, not learned.
  public let observedCount: Int

  /// The rows for layers, and before them those for parameters that no layer declared.
  static func rows(of layers: [ParameterScope.AppliedLayer], _ parameters: [Parameter]) -> [Row] {
    let own = parameters.indices.filter { i in !layers.contains { $0.declarations.contains(i) } }
    return own.map { i in
      Row(
        name: parameters[i].name, type: "Parameter", shape: parameters[i].shape,
        parameterCount: parameters[i].shape.elementCount)
    }
      + layers.map { layer in
        Row(
          name: layer.name, type: layer.type, shape: layer.output,
          parameterCount: parameters[layer.declarations].reduce(0) { $0 + $1.shape.elementCount })
      }
  }

  public var description: String {
    let header = ["layer", "type", "output shape", "parameters"]
    let lines =
      [["input", "", "\(inputShape)", ""]]
      + rows.map { [$0.name, $0.type, "\($0.shape)", "\($0.parameterCount)"] }
    let widths = header.indices.map { column in
      ([header] + lines).map { $0[column].count }.max() ?? 0
    }
    func aligned(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == cells.count - 1 ? padding + cell : cell + padding
      }
      return padded.joined(separator: "  ")
    }
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    let frozenCount = rows.reduce(-parameterCount) { $0 + $1.parameterCount }
    let notes = [
      "\(parameterCount) parameters",
      observedCount == 0 ? "" : "\(observedCount) of them observed, not learned",
      frozenCount == 0 ? "" : "\(frozenCount) more are frozen",
    ]
    return
      ([aligned(header), rule] + lines.map(aligned)
      + [notes.filter { !$0.isEmpty }.joined(separator: ", ")])
      .joined(separator: "\n")
  }
}

extension Model {
  /// A table of the layers: name, type, output shape and number of parameters.
  ///
  /// ```swift
  /// print(net.summary())
  /// ```
  public func summary() -> ModelSummary {
    ModelSummary(
      rows: layers, inputShape: inputShape, parameterCount: parameterCount,
      observedCount: parameters.reduce(0) { $0 + ($1.role == .observed ? $1.shape.elementCount : 0) })
  }
}
