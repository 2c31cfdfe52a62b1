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
    var table = TextTable(
      [("layer", .left), ("type", .left), ("output shape", .left), ("parameters", .right)], isRuled: true)
    table.append(["input", "", "\(inputShape)", ""])
    for row in rows { table.append([row.name, row.type, "\(row.shape)", "\(row.parameterCount)"]) }
    let frozenCount = rows.reduce(-parameterCount) { $0 + $1.parameterCount }
    let notes = [
      "\(parameterCount) parameters",
      observedCount == 0 ? "" : "\(observedCount) of them observed, not learned",
      frozenCount == 0 ? "" : "\(frozenCount) more are frozen",
    ]
    return "\(table)\n" + notes.filter { !$0.isEmpty }.joined(separator: ", ")
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
