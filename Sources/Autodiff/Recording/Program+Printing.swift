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
    let labels = labels
    var text: [String] = []
    for line in 0..<Int32(list.count) where !isNumber(line, labels) {
      text.append("\(statement(of: line, labels))   \(list.shape(of: line))")
    }
    text.append("return " + outputs.map { labels[Int($0)] }.joined(separator: ", "))
    return text.joined(separator: "\n")
  }

  /// How each line is called: by its name if it is the first with it, by its number, or by the number that it is.
  var labels: [String] {
    var usedNames: Set<String> = []
    return list.nodes.indices.map { line in
      if let name = list.names[Int32(line)], usedNames.insert(name).inserted { return name }
      guard let number = number(Int32(line)) else { return "v\(line)" }
      return "\(number)"
    }
  }

  /// What a line does, without its shape.
  func statement(of line: Int32, _ labels: [String]) -> String {
    let node = list.nodes[Int(line)]
    let label = labels[Int(line)]
    switch node.source {
    case .input: return "input \(label)"
    case .constant: return "constant \(label)"
    case .operation(let operation):
      let operands = (0..<node.operandCount).map { labels[Int(list.operand($0, of: node))] }
      return "\(label) = \(operation.primitive.notation(of: operands, in: .text))"
    }
  }

  /// The number that a line is, if it is a constant one.
  private func number(_ line: Int32) -> Double? {
    guard list.shape(of: line) == .scalar, case .constant(let number) = list.nodes[Int(line)].source else {
      return nil
    }
    return list.constants[number].scalars[0]
  }

  /// Whether a line is a number without a label, which is printed where it is used.
  private func isNumber(_ line: Int32, _ labels: [String]) -> Bool {
    number(line) != nil && labels[Int(line)] != list.names[line]
  }
}
