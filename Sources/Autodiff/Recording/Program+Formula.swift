// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Program {
  /// An output as one formula of the inputs' names, with the operations written into each other; vectors are factors of
  /// matrix products as they are.
  ///
  /// - Parameter length: The most characters; each operation is written wherever it is used, so that formulas grow.
  /// - Returns: `nil` when it would be longer.
  package func formula(ofOutput number: Int, length: Int = 300) -> String? {
    let (labels, views) = (labels, productViews)
    var formulas: [String?] = []
    for (line, node) in list.nodes.enumerated() {
      if views[Int32(line)] != nil {
        formulas.append(formulas[Int(list.operand(0, of: node))])
        continue
      }
      guard case .operation(let operation) = node.source else {
        formulas.append(
          labels[line].hasPrefix("v") && list.names[Int32(line)] == nil ? constantText(node) : labels[line])
        continue
      }
      let operands = (0..<node.operandCount).map { formulas[Int(list.operand($0, of: node))] }
      guard operands.allSatisfy({ $0 != nil }) else {
        formulas.append(nil)
        continue
      }
      let text = operation.primitive.notation(of: operands.map { Self.enclosed($0 ?? "") }, in: .text)
      formulas.append(text.count <= length ? text : nil)
    }
    return formulas[Int(outputs[number])]
  }

  /// A constant without a name; `nil` for one that is too long to be written.
  private func constantText(_ node: Node) -> String? {
    guard case .constant(let number) = node.source, list.constants[number].count <= 16 else { return nil }
    return "\(list.constants[number])"
  }

  /// An operand in parentheses where it is not one word or one call.
  private static func enclosed(_ formula: String) -> String {
    var depth = 0
    for (place, character) in formula.enumerated() {
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      if depth == 0, character == " " || (place == 0 && character == "-") { return "(\(formula))" }
    }
    return formula
  }
}
