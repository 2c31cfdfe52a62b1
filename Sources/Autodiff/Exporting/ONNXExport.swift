// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Writes programs down as graphs of ONNX operators: those that have an operator of their own as it, all others by how
/// they run.
struct ONNXExport {
  var graph: ONNXGraph

  init(scalar: ONNXGraph.ElementType) { graph = ONNXGraph(scalar: scalar) }

  /// What an operation is applied to: the names of its operands, their shapes and that of the result.
  struct Site {
    let operands: [String]
    let shapes: [Shape]
    let result: Shape
    /// What the user calls the result.
    let name: String?
  }

  /// Adds the operators of a program and returns the names of its outputs.
  ///
  /// - Parameter inputs: The names of its inputs.
  mutating func add(_ program: Program, _ inputs: [String]) throws(ONNXError) -> [String] {
    let list = program.list
    var names: [String] = []
    for (line, node) in list.nodes.enumerated() {
      let line = Int32(line)
      switch node.source {
      case .input(let number): names.append(inputs[number])
      case .constant(let number): names.append(graph.constant(list.constants[number]))
      case .operation(let operation):
        let operands = (0..<node.operandCount).map { list.operand($0, of: node) }
        let site = Site(
          operands: operands.map { names[Int($0)] }, shapes: operands.map { list.shape(of: $0) },
          result: list.shape(of: line), name: program.outputs.contains(line) ? nil : list.names[line])
        guard let name = try add(operation.primitive, at: site) else {
          throw ONNXError(
            operation: operation.primitive.name, statement: program.statement(of: line, program.labels))
        }
        names.append(name)
      }
    }
    return program.outputs.map { names[Int($0)] }
  }

  // MARK: Operations

  /// Adds one operation; `nil` when there is no way to say it.
  private mutating func add(_ primitive: any Primitive, at site: Site) throws(ONNXError) -> String? {
    if let own = addOwnOperator(of: primitive, at: site) { return own }
    switch primitive.elementwise.map({ .elementwise($0.kernel) })
      ?? primitive.lowering(of: site.shapes, to: site.result)
    {
    case .elementwise(let kernel):
      guard case .table(let function) = kernel.body else { return nil }
      return add(function, at: site)
    case .reduction(let reduction, let axes): return add(reduction, axes, at: site)
    case .product(let transposing): return addProduct(transposing, at: site)
    case .view: return addReshape(site.operands[0], from: site.shapes[0], at: site)
    case .strided(let offset, let strides): return addStrided(offset, strides, at: site)
    case .assembly(let starts, let tiles): return addAssembly(starts, tiles: tiles, at: site)
    case .custom: return nil
    case .composition(let composition):
      guard let composed = try? Program(inputs: site.shapes, { [composition($0)] }) else { return nil }
      return try add(composed, site.operands)[0]
    }
  }

  /// The operators that ONNX has for whole operations.
  private mutating func addOwnOperator(of primitive: any Primitive, at site: Site) -> String? {
    let x = site.operands.first ?? ""
    switch primitive {
    case let primitive as Softmax:
      return graph.add("Softmax", [x], ["axis": .integer(primitive.axis)], named: site.name)
    case let primitive as LogSoftmax:
      return graph.add("LogSoftmax", [x], ["axis": .integer(primitive.axis)], named: site.name)
    case let primitive as Elu:
      return graph.add("Elu", [x], ["alpha": .number(primitive.alpha)], named: site.name)
    case let primitive as LeakyRelu:
      return graph.add("LeakyRelu", [x], ["alpha": .number(primitive.negativeSlope)], named: site.name)
    case let primitive as Clamp:
      let (low, high) = (number(primitive.range.lowerBound), number(primitive.range.upperBound))
      return graph.add("Clip", [x, low, high], named: site.name)
    case let primitive as IntegerPower:
      return graph.add("Pow", [x, number(Double(primitive.exponent))], named: site.name)
    case let primitive as CumulativeSum:
      let axis = graph.constant([primitive.axis], shape: .scalar)
      return graph.add(
        "CumSum", [x, axis], ["reverse": .integer(primitive.isReversed ? 1 : 0)], named: site.name)
    case let primitive as Product:
      return addReduction("ReduceProd", primitive.axes, at: site)
    case let primitive as Gather:
      let positions = graph.constant(primitive.positions)
      return graph.add("Gather", [x, positions], ["axis": .integer(primitive.axis)], named: site.name)
    case is GatherRows:
      let positions = graph.add(
        "Cast", [site.operands[1]], ["to": .integer(ONNXGraph.ElementType.int64.rawValue)])
      return graph.add("Gather", [x, positions], ["axis": .integer(0)], named: site.name)
    default: return nil
    }
  }

  private mutating func number(_ value: Double) -> String { graph.constant(Tensor(value)) }

  private mutating func add(_ reduction: Reduction, _ axes: [Int], at site: Site) -> String {
    switch reduction {
    case .sum: addReduction("ReduceSum", axes, at: site)
    case .max: addReduction("ReduceMax", axes, at: site)
    case .min: addReduction("ReduceMin", axes, at: site)
    }
  }

  private mutating func addReduction(_ operation: String, _ axes: [Int], at site: Site) -> String {
    let keepsAxes = site.result.rank == site.shapes[0].rank
    return graph.add(
      operation, [site.operands[0], graph.constant(axes)],
      ["keepdims": .integer(keepsAxes ? 1 : 0), "noop_with_empty_axes": .integer(1)], named: site.name)
  }

  private mutating func addProduct(_ transposing: Transposition, at site: Site) -> String {
    var factors = site.operands
    for (i, side) in [Transposition.left, .right].enumerated() where transposing.contains(side) {
      let rank = site.shapes[i].rank
      let swapped = Array(0..<rank - 2) + [rank - 1, rank - 2]
      factors[i] = graph.add("Transpose", [factors[i]], ["perm": .integers(swapped)])
    }
    return graph.add("MatMul", factors, named: site.name)
  }
}
