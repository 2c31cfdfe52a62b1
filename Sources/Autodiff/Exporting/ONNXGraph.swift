// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A graph of ONNX operators, as it grows. Values are known by their names.
///
/// Open Neural Network Exchange, "Open Neural Network Exchange Intermediate Representation Specification", onnx.ai; the
/// numbers of the fields are those of `onnx.proto`.
struct ONNXGraph {
  /// The types of elements that occur.
  enum ElementType: Int {
    case float = 1
    case int64 = 7
    case bool = 9
    case double = 11
  }

  /// What an operator is told besides its inputs.
  enum Attribute {
    case integer(Int)
    case integers([Int])
    case number(Double)
  }

  /// The versions of the operators and of the file.
  static let operatorSet = 18
  private static let fileVersion = 8

  /// The type of all numbers that are not positions.
  let scalar: ElementType

  private var nodes: [ProtobufMessage] = []
  private var constants: [ProtobufMessage] = []
  private var inputs: [ProtobufMessage] = []
  private var outputs: [ProtobufMessage] = []
  private var usedNames: Set<String> = []

  init(scalar: ElementType) { self.scalar = scalar }

  // MARK: Growing

  mutating func addInput(_ name: String, _ shape: Shape) -> String {
    let name = unique(name)
    inputs.append(description(of: name, shape))
    return name
  }

  /// Adds an operator and returns the name of its result.
  mutating func add(
    _ operation: String, _ operands: [String], _ attributes: KeyValuePairs<String, Attribute> = [:],
    named name: String? = nil
  ) -> String {
    let result = unique(name ?? "v\(nodes.count)")
    var node = ProtobufMessage()
    for operand in operands { node.append(1, operand) }
    node.append(2, result)
    node.append(4, operation)
    for (name, value) in attributes { node.append(5, Self.message(name, value)) }
    nodes.append(node)
    return result
  }

  /// Adds a value under the name of an output.
  mutating func addOutput(_ name: String, _ value: String, _ shape: Shape) {
    outputs.append(description(of: add("Identity", [value], named: name), shape))
  }

  mutating func constant(_ value: Tensor<Double>) -> String {
    let bytes = value.scalars.flatMap { element in
      scalar == .float ? Float(element).bitPattern.littleEndianBytes : element.bitPattern.littleEndianBytes
    }
    return constant(value.shape.extents, scalar, bytes)
  }

  mutating func constant(_ positions: [Int], shape: Shape? = nil) -> String {
    constant(
      shape?.extents ?? [positions.count], .int64,
      positions.flatMap { Int64($0).littleEndianBytes })
  }

  private mutating func constant(_ extents: [Int], _ type: ElementType, _ bytes: [UInt8]) -> String {
    let name = unique("c\(constants.count)")
    var tensor = ProtobufMessage()
    for extent in extents { tensor.append(1, extent) }
    tensor.append(2, type.rawValue)
    tensor.append(8, name)
    tensor.append(9, bytes: bytes)
    constants.append(tensor)
    return name
  }

  private mutating func unique(_ name: String) -> String {
    var candidate = name
    var number = 1
    while !usedNames.insert(candidate).inserted {
      number += 1
      candidate = "\(name)_\(number)"
    }
    return candidate
  }

  // MARK: Writing

  /// The bytes of the file.
  func encoded(named name: String) -> [UInt8] {
    var graph = ProtobufMessage()
    for node in nodes { graph.append(1, node) }
    graph.append(2, name)
    for constant in constants { graph.append(5, constant) }
    for input in inputs { graph.append(11, input) }
    for output in outputs { graph.append(12, output) }
    var operators = ProtobufMessage()
    operators.append(2, Self.operatorSet)
    var model = ProtobufMessage()
    model.append(1, Self.fileVersion)
    model.append(2, "Wengert")
    model.append(7, graph)
    model.append(8, operators)
    return model.bytes
  }

  /// The type and shape of an input or an output.
  private func description(of name: String, _ shape: Shape) -> ProtobufMessage {
    var extents = ProtobufMessage()
    for extent in shape.extents {
      var dimension = ProtobufMessage()
      dimension.append(1, extent)
      extents.append(1, dimension)
    }
    var tensor = ProtobufMessage()
    tensor.append(1, scalar.rawValue)
    tensor.append(2, extents)
    var type = ProtobufMessage()
    type.append(1, tensor)
    var value = ProtobufMessage()
    value.append(1, name)
    value.append(2, type)
    return value
  }

  private static func message(_ name: String, _ attribute: Attribute) -> ProtobufMessage {
    var message = ProtobufMessage()
    message.append(1, name)
    switch attribute {
    case .number(let value):
      message.append(2, Float(value))
      message.append(20, 1)
    case .integer(let value):
      message.append(3, value)
      message.append(20, 2)
    case .integers(let values):
      for value in values { message.append(8, value) }
      message.append(20, 7)
    }
    return message
  }
}
