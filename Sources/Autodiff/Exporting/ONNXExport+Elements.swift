// SPDX-License-Identifier: Apache-2.0
internal import Tensors

// Functions of elements.

extension ONNXExport {
  /// Adds a function of the table of kernels; `nil` when ONNX has none.
  mutating func add(_ function: StepFunction, at site: Site) -> String? {
    switch function {
    case .unary(let function): add(function, site.operands[0], named: site.name)
    case .binary(let function): add(function, site.operands[0], site.operands[1], named: site.name)
    case .ternary(.select):
      graph.add("Where", [asBool(site.operands[0]), site.operands[1], site.operands[2]], named: site.name)
    case .ternary(.multiplyAdd):
      graph.add(
        "Add", [graph.add("Mul", Array(site.operands[..<2])), site.operands[2]], named: site.name)
    case .reduction, .loop: nil
    }
  }

  private mutating func add(_ function: UnaryFunction, _ x: String, named name: String?) -> String {
    switch function {
    case .square: graph.add("Mul", [x, x], named: name)
    case .expm1: graph.add("Sub", [graph.add("Exp", [x]), one], named: name)
    case .log1p: graph.add("Log", [graph.add("Add", [one, x])], named: name)
    case .sigmoidSlope: graph.add("Mul", [x, graph.add("Sub", [one, x])], named: name)
    case .tanhSlope: graph.add("Sub", [one, graph.add("Mul", [x, x])], named: name)
    case .erfc: graph.add("Sub", [one, graph.add("Erf", [x])], named: name)
    case .negate: graph.add("Neg", [x], named: name)
    case .abs, .sign, .relu, .sqrt, .reciprocal, .exp, .log, .sin, .cos, .tan, .asin, .acos, .atan, .sinh,
      .cosh,
      .tanh, .asinh, .acosh, .atanh, .sigmoid, .softplus, .erf:
      // The operator is called as the function is.
      graph.add("\(function)".capitalizedFirst, [x], named: name)
    }
  }

  private mutating func add(
    _ function: BinaryFunction, _ a: String, _ b: String, named name: String?
  ) -> String? {
    switch function {
    case .add: return graph.add("Add", [a, b], named: name)
    case .subtract: return graph.add("Sub", [a, b], named: name)
    case .multiply: return graph.add("Mul", [a, b], named: name)
    case .divide: return graph.add("Div", [a, b], named: name)
    case .chain:
      let zero = zero
      let isZero = graph.add("Or", [graph.add("Equal", [a, zero]), graph.add("Equal", [b, zero])])
      return graph.add("Where", [isZero, zero, graph.add("Mul", [a, b])], named: name)
    case .max: return graph.add("Max", [a, b], named: name)
    case .min: return graph.add("Min", [a, b], named: name)
    case .less: return asNumber(graph.add("Less", [a, b]), named: name)
    case .lessOrEqual: return asNumber(graph.add("LessOrEqual", [a, b]), named: name)
    case .equal: return asNumber(graph.add("Equal", [a, b]), named: name)
    case .notEqual: return asNumber(graph.add("Not", [graph.add("Equal", [a, b])]), named: name)
    case .pow: return graph.add("Pow", [a, b], named: name)
    case .hypot:
      let squares = [graph.add("Mul", [a, a]), graph.add("Mul", [b, b])]
      return graph.add("Sqrt", [graph.add("Add", squares)], named: name)
    case .atan2: return nil
    }
  }

  private var one: String { mutating get { graph.constant(Tensor(1)) } }
  private var zero: String { mutating get { graph.constant(Tensor(0)) } }

  private mutating func asBool(_ x: String) -> String {
    graph.add("Cast", [x], ["to": .integer(ONNXGraph.ElementType.bool.rawValue)])
  }

  private mutating func asNumber(_ x: String, named name: String?) -> String {
    graph.add("Cast", [x], ["to": .integer(graph.scalar.rawValue)], named: name)
  }
}

extension String {
  /// With a capital letter in front.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
