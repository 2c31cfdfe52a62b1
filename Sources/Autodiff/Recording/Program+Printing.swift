// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Program: CustomStringConvertible {
  /// The Wengert list, a line for each operation:
  ///
  /// ```
  /// input  x   [2]
  /// v1 = sin(x)   [2]
  /// v2 = sum(v1, along: [0])   []
  /// return v2
  /// ```
  public var description: String {
    var text: [String] = []
    var usedNames: Set<String> = []
    var labels: [String] = []
    for (line, node) in list.nodes.enumerated() {
      let shape = list.shape(of: Int32(line))
      let given = list.names[Int32(line)].flatMap { usedNames.insert($0).inserted ? $0 : nil }
      let label = given ?? "v\(line)"
      switch node.source {
      case .input:
        labels.append(label)
        text.append("input \(label)   \(shape)")
      case .constant(let number):
        if given == nil, shape == .scalar {
          labels.append("\(list.constants[number].scalars[0])")
        } else {
          labels.append(label)
          text.append("constant \(label)   \(shape)")
        }
      case .operation(let operation):
        let operands = (0..<node.operandCount).map { labels[Int(list.operand($0, of: node))] }
        text.append("\(label) = \(operation.primitive.notation(of: operands, in: .text))   \(shape)")
        labels.append(label)
      }
    }
    text.append("return " + outputs.map { labels[Int($0)] }.joined(separator: ", "))
    return text.joined(separator: "\n")
  }
}
